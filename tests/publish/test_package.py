"""Constraints of the data package are those of the tables."""

from curate.model.project import Project, find_project
from curate.model.schema import load_project
from curate.publish.export import Table
from curate.publish.package import table_schema


def test_bounds_of_numbers(harbour: Project) -> None:
    path = harbour.root / "schema" / "__init__.py"
    more = "depth: Annotated[float, Field(gt=1e-5, lt=1e16), Public] = optional\n    open: Annotated[bool, Public] = optional"
    text = path.read_text("utf-8").replace("    latitude: ", f"    {more}\n    latitude: ", 1)
    path.write_text(text.replace("\nfrom ", "\nfrom pydantic import Field\nfrom ", 1), "utf-8")
    columns = {column.name: column for column in load_project(find_project(harbour.root)).schema.kinds["sites"].columns}
    assert columns["depth"].constraint == '"depth">1e-05 AND "depth"<1e+16'
    assert columns["open"].constraint == '"open"=0 OR "open"=1'
    fields = {field["name"]: field for field in table_schema(Table("sites", [*columns.values()], []))["fields"]}
    assert fields["depth"]["constraints"] == {"exclusiveMinimum": 1e-5, "exclusiveMaximum": 1e16}
    assert fields["open"]["constraints"] == {"minimum": 0, "maximum": 1}
    assert fields["latitude"]["constraints"] == {"minimum": -90, "maximum": 90}
