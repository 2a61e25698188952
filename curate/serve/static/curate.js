// What Datasette's own pages leave unsaid to screen readers.
document.documentElement.lang ||= "en";
document.querySelector("section.content")?.setAttribute("role", "main");
for (const heading of document.querySelectorAll(".content > h3, form.sql > h3, .extra-wheres h3, .advanced-export h3, .db-table h3")) {
  heading.setAttribute("aria-level", "2");
}
const unlabelled = {
  "select[name^=_filter_column]": "Column to filter",
  "select[name^=_filter_op]": "How to compare",
  "input[name^=_filter_value]": "Value to compare with",
  "select[name=_sort]": "Column to sort by",
  ".CodeMirror textarea": "SQL",
};
addEventListener("load", () => {
  for (const [selector, label] of Object.entries(unlabelled)) {
    for (const field of document.querySelectorAll(selector)) field.setAttribute("aria-label", label);
  }
});

// The parameters of a question offer what they take.
for (const offered of document.querySelectorAll("datalist[data-parameter]")) {
  document.querySelector(`form.sql input[name="${CSS.escape(offered.dataset.parameter)}"]`)?.setAttribute("list", offered.id);
}

// Descriptions of columns fold away, so that a table's rows come first.
const described = document.querySelector("dl.column-descriptions");
if (described) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  details.className = "column-descriptions-of";
  summary.textContent = "What the columns mean";
  described.replaceWith(details);
  details.append(summary, described);
}

// Where a text is shown, the words of the claim in hand are marked, and brought into view.
const marks = [...document.querySelectorAll(".curate-text mark")];
const pane = document.querySelector(".curate-text");
const own = (mark, claim) => mark.dataset.claims.split(" ").includes(claim);

function show(claim, scroll) {
  for (const mark of marks) mark.classList.toggle("on", own(mark, claim));
  for (const article of document.querySelectorAll(".curate-claim")) article.classList.toggle("on", article.id === claim);
  const first = marks.find((mark) => own(mark, claim));
  if (first && scroll && getComputedStyle(pane).position === "sticky") {
    pane.scrollTop += first.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
  }
}

function follow() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const claim = document.getElementById(hash)?.closest(".curate-claim");
  if (claim) show(claim.id, true);
}

if (marks.length) {
  addEventListener("hashchange", follow);
  follow();
  for (const article of document.querySelectorAll(".curate-claim")) {
    article.addEventListener("mouseenter", () => show(article.id, false));
    article.addEventListener("focusin", () => show(article.id, false));
  }
}
