from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_qa.index import Entry, codec
from ofsted_qa.values import Block, Document, Passage, Profile, Sentence, Voice

for kind in (Block, Document, Passage, Profile, Voice):
    # Every field, those that have a default too.
    st.register_type_strategy(kind, st.builds(kind, **{field.name: ... for field in fields(kind)}))


@settings(max_examples=50, deadline=None)
@given(st.from_type(Entry))
def test_an_entry_comes_back_as_it_was(entry: Entry) -> None:
    again = codec.load(Entry, codec.dump(entry))
    assert again == entry
    assert type(again.document.profile.kind) is type(entry.document.profile.kind)
    assert hash(again) == hash(entry)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"format": 0, "value": {}}',
        f'{{"format": {codec.FORMAT}, "value": {{}}}}',
        f'{{"format": {codec.FORMAT}, "value": null}}',
        f'{{"format": {codec.FORMAT}, "value": {{"start": 1, "end": 2, "voice": {{}}, "block": 0}}}}',
    ],
)
def test_what_is_not_ours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        codec.load(Sentence, text)


def test_a_field_of_another_version_is_refused() -> None:
    marked = json.loads(codec.dump(Profile()))
    marked["value"]["mood"] = "good"
    with pytest.raises(ValueError, match="mood"):
        codec.load(Profile, json.dumps(marked))


def test_a_person_can_read_it() -> None:
    text = codec.dump(Profile(title="Children’s services"))
    assert '"title": "Children’s services"' in text


def test_what_cannot_be_read_back_is_not_written() -> None:
    with pytest.raises(TypeError, match="set cannot be stored"):
        codec.dump({1, 2})
