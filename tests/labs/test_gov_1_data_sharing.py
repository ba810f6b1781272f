"""What the lab on data sharing says of its list is so."""

from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def lab(solved):
    names = solved("gov-1-data-sharing")
    if "flood" not in names:
        names["flood"] = names["read_list"]()
    return names


def who_fits(lab, age):
    flood = lab["flood"]
    return flood[(flood["sex"] == "F") & (flood["age"] == age) & (flood["village"] == "Taman Seri Murni")]


def test_the_list(lab):
    flood = lab["flood"]
    assert len(flood) == 1200
    assert int(flood["age"].isna().sum()) == 20
    assert len(flood.columns) == 9


def test_no_identity_card_could_be_real(lab):
    numbers = lab["flood"]["ic"].dropna()
    assert not any(lab["nric"].is_valid(number) for number in numbers)
    assert {number.replace("-", "")[6:8] for number in numbers} == {"17"}


def test_the_neighbour_learns_it_all_and_still_learns_something_of_two(lab):
    assert len(who_fits(lab, 66)) == 1
    assert who_fits(lab, 35)["need"].tolist() == ["bedding", "bedding"]


def test_with_age_and_village_most_people_stand_alone(lab):
    sizes = lab["flood"].groupby(["sex", "village", "age"], dropna=False)["need"].transform("size")
    assert (sizes == 1).sum() > 600
    assert lab["k_anonymity"](lab["flood"], ["sex", "village", "age"]) == 1


def test_what_is_shared_keeps_nine_of_ten_with_k_of_five(lab):
    shared = lab["generalise"](lab["flood"])
    assert len(shared) >= 0.9 * 1200
    assert lab["k_anonymity"](shared, ["age_band", "sex", "district"]) >= 5


def test_the_last_digit_tells_men_from_women_as_the_text_says(lab):
    known = lab["flood"].dropna(subset=["ic"])
    odd = known["ic"].str[-1].astype(int) % 2 == 1
    assert (odd == (known["sex"] == "M")).all()


def test_the_request_of_the_reflection_lacks_how_the_data_are_handled(lab, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2] / "source" / "gov-1-data-sharing")
    first = next(request for request in lab["read_requests"]() if request["number"] == "R-01")
    assert lab["check_request"](first)["missing"] == ["handling"]
