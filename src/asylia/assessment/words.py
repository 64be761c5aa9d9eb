"""Reasons, facts and citations as sentences in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from asylia.languages.texts import Texts
from asylia.lawbook.conditions import TREATY
from asylia.lawbook.law import Law
from asylia.lawbook.model import GOVERNING, LAW_TEXT_CERTAIN
from asylia.logic.expression import Compare, Const, Expression, Not, Ref, Test
from asylia.logic.reasons import Reason
from asylia.logic.truth import NO, UNKNOWN, YES, Truth
from asylia.logic.values import Answer, Bounds, WhyUnknown


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement in a tree of reasons."""

    text: str
    value: Truth
    name: str
    given: bool
    cites: tuple[str, ...]
    parts: tuple[Sentence, ...]


class Words:
    """Says things about one law in one language."""

    def __init__(self, law: Law, texts: Texts) -> None:
        self.law, self.texts = law, texts

    # --- reasons -------------------------------------------------------------------------------------------------

    def tree(self, reason: Reason, *, against: bool = False) -> tuple[Sentence, ...]:
        """The statements of a reason, outer before inner; connectives of one part vanish into that part.

        `against` is true inside an odd number of exceptions: what is open there is marked, since a yes would not help.
        """
        expression = reason.expression
        if isinstance(expression, Not):
            return self._with_cites(self.tree(reason.parts[0], against=not against), reason.cites)
        inner = self._once(s for part in reason.parts for s in self.tree(part, against=against))
        if isinstance(expression, Ref) and self._is_provision(expression.name):
            text = self.provision_sentence(expression.name, reason.value)
            return (Sentence(text, reason.value, expression.name, False, reason.cites, inner),)
        if isinstance(expression, (Ref, Compare, Const)):
            text = self.statement(expression, reason.value)
            if against and reason.value is UNKNOWN and isinstance(expression, Ref):
                text = self.texts.word("stands_against", text=text)
            return (Sentence(text, reason.value, reason.name, reason.given, reason.cites, inner),)
        return self._with_cites(inner, reason.cites)

    @staticmethod
    def _once(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
        """Each statement once, where several conditions rest on the same fact."""
        return tuple({(s.text, s.parts): s for s in reversed(tuple(sentences))}.values())[::-1]

    @staticmethod
    def _with_cites(sentences: tuple[Sentence, ...], cites: tuple[str, ...]) -> tuple[Sentence, ...]:
        if not cites:
            return sentences
        return tuple(s if s.cites else Sentence(s.text, s.value, s.name, s.given, cites, s.parts) for s in sentences)

    def _is_provision(self, name: str) -> bool:
        return name in self.law.data.provisions

    def provision_sentence(self, name: str, value: Truth) -> str:
        """A term or provision with whether it is met."""
        provision = self.law.data.provisions[name]
        key = {YES: "state_term_yes", NO: "state_term_no", UNKNOWN: "state_term_open"}[value]
        return f"{self.texts.provision(provision)}: {self.texts.word(key)}"

    def statement(self, expression: Expression, value: Truth) -> str:
        """A fact, comparison or constant, said as it stands: it holds, it does not, or it is open."""
        if isinstance(expression, Const):
            return self.texts.word("always" if expression.holds else "never")
        if isinstance(expression, Compare):
            return self._comparison(expression, value)
        assert isinstance(expression, Ref)
        name = expression.name
        if name.startswith(TREATY):
            key = "treaty_in_force" if value is YES else "treaty_not_in_force"
            return self.texts.word(key, treaty=self._instrument(name.removeprefix(TREATY)), place=self.place())
        if name.startswith(LAW_TEXT_CERTAIN):
            return self.texts.word("never_asked_law_uncertain")
        return self.texts.fact(name, {YES: "holds", NO: "fails", UNKNOWN: "open"}[value])

    def _comparison(self, test: Compare, value: Truth) -> str:
        name = self.fact_name(test.fact.removeprefix(GOVERNING))
        if value is UNKNOWN:
            return self.texts.word("value_unknown", name=name)
        if test.test is Test.IS:
            words = self.texts.word("is" if value is YES else "is_not", value=self.choice(test.fact, str(test.value)))
        elif isinstance(test.value, date):
            words = self.texts.word("on_or_after" if value is YES else "before", date=test.value)
        else:
            words = self.texts.word("at_least_n" if value is YES else "under", n=test.value)
        return self.texts.word("comparison", name=name, comparison=words)

    # --- facts ---------------------------------------------------------------------------------------------------

    def fact_name(self, fact: str) -> str:
        """A short name of a fact, as it stands in lists."""
        if fact.startswith(LAW_TEXT_CERTAIN):
            return self.texts.word("law_uncertain_short")
        return self.texts.fact(fact.removeprefix(GOVERNING), "name")

    def choice(self, fact: str, value: str) -> str:
        """A choice in words."""
        country = self.law.data.countries.get(value)
        if country is not None:
            return country.names.get(self.texts.language, country.names.get("en", value))
        key = f"choice_{fact}_{value}"
        return self.texts.word(key) if key in self.texts.interface else value

    def answer(self, fact: str, answer: Answer) -> str:
        """An answer in words."""
        if isinstance(answer, WhyUnknown):
            return self.texts.word("reason_" + answer.value.replace(" ", "_"))
        if isinstance(answer, bool):
            return self.texts.word("answer_yes" if answer else "answer_no")
        if isinstance(answer, Bounds):
            ends = [str(end) if end is not None else "…" for end in (answer.earliest, answer.latest)]
            return " – ".join(ends)
        return self.choice(fact, str(answer))

    def listed(self, facts: Iterable[str], most: int = 4) -> str:
        """Names of facts in a row; past `most` only how many more there are."""
        names = list(dict.fromkeys(self.fact_name(fact) for fact in facts))
        shown = self.texts.word("list_separator").join(names[:most])
        left = len(names) - most
        return shown if left <= 0 else self.texts.word("and_n_more", shown=shown, n=left)

    # --- law -----------------------------------------------------------------------------------------------------

    def place(self) -> str:
        """The name of the place."""
        return self.texts.titled(self.law.data.places[self.law.place].title)

    def _instrument(self, name: str) -> str:
        found = self.law.data.instruments.get(name)
        return self.texts.titled(found.title) if found else name

    def citation(self, cite: str) -> str:
        """A citation as lawyers write it: the instrument by its short name, then article, paragraph, item."""
        name, _, place = cite.partition(" ")
        found = self.law.data.instruments.get(name)
        short = found.short.get(self.texts.language) if found else None
        gap = self.texts.word("citation_gap")
        return f"{short or self._instrument(name)}{gap}{cited_place(place, self.texts)}".strip()


_PLACES = {
    "art": "cite_art",
    "para": "cite_para",
    "item": "cite_item",
    "sec": "cite_sec",
    "supp": "cite_supp",
    "cap": "cite_cap",
    "sch": "cite_schedule",
    "point": "cite_point",
    "sub": "cite_sub",
    "ch": "cite_chapter",
    "reg": "cite_reg",
    "no": "cite_number",
    "table": "cite_table",
}


def cited_place(place: str, texts: Texts) -> str:
    """`art_61-2__para_1__item_3` as "art. 61-2(1)(3)"; what is not written so is given as it stands."""
    said = ""
    for part in filter(None, place.split("__")):
        kind, _, number = part.partition("_")
        if kind not in _PLACES:
            return place.replace("_", " ")
        main, *branches = number.replace("_", " ").split("-")
        after = "".join(texts.word("cite_branch", n=branch) for branch in branches)
        key = (
            "cite_section" if kind == "sec" and not said else _PLACES[kind]
        )  # a section may stand alone, or in an article
        piece = texts.word(key, n=main, branches=after).rstrip()
        said += piece if not said or piece.startswith(("(", " ")) else texts.word("cite_joint") + piece
    return said
