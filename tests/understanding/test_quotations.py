from __future__ import annotations

import pytest
from other_papers import LEEDS, WORCESTERSHIRE

from ofsted_qa.understanding.quotations import quotations
from ofsted_qa.values import Voice, VoiceRole
from starter_papers import read, understood, voice

COUNCIL = Voice(VoiceRole.COUNCIL, None, "council paper")
PRESS = Voice(VoiceRole.PRESS, None, "article")


def _whose(text: str, base: Voice) -> list[str]:
    return [one.voice.name or one.voice.role.value for one in quotations(read(text), base)]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ('Inspectors found that "staff are well led".', ["ofsted"]),
        ('Ofsted state in their report -\n\n"Staff are well led".\n\n"Some are not".', ["ofsted", "ofsted"]),
        ('"Staff are well led". Ofsted November 2018', ["ofsted"]),
        ('"Staff leave" - DfE Improvement Advisors report December 2018', ["dfe"]),
        ('Our plan is called "the best city for children". Ofsted will return in May.', []),
        ('"The best city for children" is our plan. Ofsted will see.', []),
        (
            'Inspectors met staff. They wrote that "plans are thin". They added that "some plans are late".',
            ["ofsted"] * 2,
        ),
        ('Inspectors judged the service well. They also said that "plans are thin".', ["ofsted"]),
        ('Staff met inspectors in May. They said that "plans are thin".', []),
        ('Auditors looked at plans. They said that "plans are thin".', []),
        ('Staff told inspectors that they are "proud to work here".', []),
        ('The DfE wrote in May. The letter says: "No further step is required."', ["dfe"]),
        ('Councillor Oak said: "I am proud of what was seen."', ["Oak"]),
        ('The Director wrote to Ofsted that "children should not have waited for us".', ["person"]),
        ('Ofsted came in 2018. Our strategy is called "a good city for children".', []),
        ('It was inadequate.\n\nHe spoke of "the best city".', []),
    ],
)
def test_in_a_council_paper(text: str, whose: list[str]) -> None:
    assert _whose(text, COUNCIL) == whose


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ('Jo Hale, the director, said: "We do well.\n\n"We try."\n\n"Who else?"', ["Jo Hale"] * 3),
        ("“We do well,” said Jo Hale.", ["Jo Hale"]),
        ("“We do well,” Mr Hale added.", ["Hale"]),
        ("Jo Hale said: “Yes, we do.”\n\nMr Hale added: “So do I.”\n\nShe said: “No.”", ["Jo Hale"] * 3),
        ("But Councillor Ann Oak, who leads, said it was hard. “We try,” she said.", ["Ann Oak"]),
        ("A council spokesman said: “It is hard.”", ["council"]),
        ("A spokeswoman for Hull City Council said: “It is hard.”", ["council"]),
        ("The watchdog said: “It is hard.”", ["ofsted"]),
        ("The report added: “It is hard.”", ["ofsted"]),
        ("“Nobody rang us,” one mother claimed.", ["person"]),
        # What goes on after "he said" is his, and "he" is whoever was last said to say something.
        ("Ann Oak told the council’s panel it was hard.\n\n“We try,” she said. “It is slow.”", ["Ann Oak"] * 2),
        (
            "“We do well,” said Jo Hale.\n\nAnn Oak said it was hard.\n\n“We try hard,” she said.",
            ["Jo Hale", "Ann Oak"],
        ),
        (
            "Jo Hale said: “We do.”\n\nOne mother said that nobody came.\n\n“Nobody rang,” she said.",
            ["Jo Hale", "person"],
        ),
        (
            "Jo Hale said: “We do.”\n\nAnn Oak said no.\n\nShe added that it was late.\n\n“Too late,” she said.",
            ["Jo Hale", "Ann Oak"],
        ),
        ("One child told Ofsted inspectors about it. “I lost count,” he is quoted as saying.", ["person"]),
        ('Hull Council has apologised after Ofsted found failings. It said: "We are sorry for it."', ["council"]),
        ('Ann Smith said it was late.\n\nCouncil leader Jo Hale was glad. "We are glad of it," she said.', ["Jo Hale"]),
        ('Inspectors wrote: "Children wait too long." She said the council would do better.', ["ofsted"]),
        ('One mother told the watchdog: "Nobody came to us."', ["person"]),
        ('Staff met the lead inspector. One told the two inspectors: "We are tired of it."', ["person"]),
        ("The Hull Carers’ Association said: “We are ready to help.”", ["partner"]),
        ("“We are ready to help,” a spokesperson for the Unison union said.", ["partner"]),
        ('Jo Hale said: "We do well." "Nobody else does."', ["Jo Hale"] * 2),
        ("'We do what we can,' said Jo Hale. 'It isn't enough, and the workers' pay is low.'", ["Jo Hale"] * 2),
        ('The letter says: "It is late." But there is worse to come: "Plans are very thin."', ["ofsted"] * 2),
        ('Its branch secretary, Jo Hale, added: "Pay them, or they leave."', ["Jo Hale"]),
        ("“It is hard,” said the report. Ann Oak said: “It is not.”", ["ofsted", "Ann Oak"]),
        ("Councillors from Luton Council's panel left. “It is hard,” Ann Oak's deputy Jo Hale said.", ["Jo Hale"]),
    ],
)
def test_in_a_newspaper(text: str, whose: list[str]) -> None:
    assert _whose(text, PRESS) == whose


def test_a_quotation_ends_at_its_closing_mark() -> None:
    text = 'The report said: "One.\n\n"Two.\n\n"Three."\n\nHe went home.\n\n"Four," he claimed.'
    assert _whose(text, PRESS) == ["ofsted"] * 3


def test_a_whole_spoken_sentence_and_a_phrase() -> None:
    found = quotations(read("Ofsted said “it is very good.” Ofsted said it is “very good indeed”."), PRESS)
    assert [one.whole for one in found] == [True, False]


def test_other_papers() -> None:
    leeds = understood(LEEDS)
    assert voice(leeds, "Child Friendly Leeds") == "council"
    assert voice(leeds, "Ofsted will return") == "council"
    assert voice(leeds, "know their children well") == "ofsted"
    article = understood(WORCESTERSHIRE)
    assert voice(article, "worked hard") == voice(article, "still wait") == "ofsted"
    for words in ("delighted", "our staff", "more to do", "stand still"):
        assert voice(article, words) == "person Catherine Driscoll"
    assert voice(article, "Recruitment") == "council"
    assert voice(article, "Nobody rang") == "person"
