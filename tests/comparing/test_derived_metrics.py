"""A metric that is worked out follows its columns and its formula, on both sides of a comparison and between them."""

from tests.comparing.building import BASE, TABLE, compared, edited

COUNTED = edited(
    {
        TABLE: "model,hits,misses,recall,latency\nnet-1,9,1,0.50,80\nnet-2,8,2,0.70,90\nnet-3,7,3,0.90,120\n",
        "content/plan.yml": [("precision: {", 'precision: {from: "hits / (hits + misses)", ')],
    }
)


def test_counts_that_say_the_same_change_no_conclusion() -> None:
    assert not compared(BASE, COUNTED).at("conclusion")


def test_a_count_turns_the_choice_and_is_its_cause() -> None:
    found = compared(COUNTED, edited({TABLE: [("net-2,8,2,", "net-2,5,5,")]}, COUNTED))
    assert [edit.words for edit in found.edits] == ["hits of net-2 8 → 5", "misses of net-2 2 → 5"]
    winner = next(one for one in found.at("conclusion") if "net-3" in str(one))
    assert winner.cause is not None
