"""Progress outlives the session: it is merged without loss, and a copy is checked before it is believed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.progress import Record, Refused, as_json, from_json, merge

answers = st.text(max_size=20) | st.lists(st.text(max_size=5), max_size=4).map(tuple)
counts = st.integers(0, 1_000_000)
records = st.builds(
    Record,
    answer=answers,
    notation=st.text(max_size=10),
    seed=counts,
    tries=counts,
    right=st.none() | answers.filter(bool),
    hints=counts,
    right_in=st.text(max_size=10),
)
copies = st.dictionaries(st.text(max_size=10), records, max_size=5)


@given(copies)
def test_a_copy_comes_back_as_it_was(progress):
    assert from_json(as_json(progress)) == progress


@given(copies, copies)
def test_merging_never_loses_a_solved_exercise(mine, other):
    merged = merge(mine, other)
    for copy in (mine, other):
        for name, record in copy.items():
            assert merged[name].solved or not record.solved
            assert merged[name].tries >= record.tries
            assert merged[name].hints >= record.hints


@given(copies)
def test_merging_a_copy_with_itself_changes_nothing(progress):
    assert merge(progress, progress) == progress


def test_my_own_answer_stays():
    mine, other = {"a": Record("mine", seed=1)}, {"a": Record("theirs", seed=2, right="theirs", right_in="pytorch")}
    assert merge(mine, other) == {"a": Record("mine", seed=1, right="theirs", right_in="pytorch")}


WHOLE = {"format": "flipside-progress", "version": 1, "exercises": {"a": {"answer": "1", "tries": 2}}}
REFUSALS = [
    ("", "This copy of your progress is damaged and can’t be read."),
    ("{", "This copy of your progress is damaged and can’t be read."),
    ("[" * 100_000, "This copy of your progress is damaged and can’t be read."),
    ("null", "This is not a progress file of Flipside."),
    ('{"format": "notebook"}', "This is not a progress file of Flipside."),
    (" " * 1_000_001, "This is not a progress file of Flipside: it is far too long."),
    (json.dumps(WHOLE | {"version": 2}), "This copy of your progress was written by another version of Flipside."),
    (
        json.dumps(WHOLE | {"exercises": []}),
        "This copy of your progress is damaged: its list of exercises can’t be read.",
    ),
    *(
        (
            json.dumps(WHOLE | {"exercises": {"a": record}}),
            "This copy of your progress is damaged: the record of one exercise can’t be read.",
        )
        for record in (
            None,
            {"answer": 3},
            {"answer": "x" * 4001},
            {"answer": [["deep"]]},
            {"right": 1},
            {"tries": -1},
            {"tries": True},
            {"hints": 1.5},
            {"seed": 10**9},
            {"notation": None},
            {"right_in": "x" * 101},
            {"unknown": 1},
        )
    ),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSALS)
def test_a_damaged_or_foreign_copy_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(Refused) as refused:
        from_json(text)
    assert str(refused.value) == sentence


@given(st.text())
def test_no_text_does_anything_but_be_read_or_refused(text):
    try:
        from_json(text)
    except Refused:
        return
