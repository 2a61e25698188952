"""Whether a person may be named in a release."""

from curate.model.vocabulary import Vocabulary, term


class Protection(Vocabulary):
    """Whether releases may name a person. Minors, witnesses and living private persons are counted, not named."""

    public_role = term("Acts or speaks in a public office or role", "A minister; a spokesman")
    deceased = term("Has died, and nobody living is put at risk by the name", "A minister of long ago")
    agreed = term("Agreed to be named in the published dataset", "A doctor who signed the consent form")
    private_person = term("A living person without public role; never named", "A shopkeeper")
    witness = term("Told what they saw or suffered; never named", "A resident who speaks to a reporter")
    minor = term("Was under 18; never named", "A pupil")


#: The terms under which releases leave out a person's names.
UNNAMED = ("private person", "witness", "minor")
