import pytest

from nenep.documents.tests import samples
from nenep.documents.writers.typeface import BOX, unprintable, width_in_points, with_boxes

VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯ" + "áàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
JRAI = "ƀčĕĭñŏŭɃČĔĬÑŎŬ\u0306’"
PAPER = "–—…“”‘’•%½≥≤×§№"


@pytest.mark.parametrize("letters", [VIETNAMESE, VIETNAMESE.upper(), JRAI, PAPER])
def test_it_holds_every_letter_of_the_field(letters: str) -> None:
    assert with_boxes(letters) == letters


def test_it_finds_nothing_missing_in_ordinary_papers() -> None:
    for document in (samples.minutes(), samples.resolution(), samples.bare()):
        assert unprintable(document) == ""


def test_it_boxes_what_it_cannot_draw() -> None:
    assert with_boxes("xong 👍\nrồi 中") == f"xong {BOX}\nrồi {BOX}"


def test_it_measures_as_times_new_roman_does() -> None:
    assert width_in_points("0123456789", 10) == pytest.approx(50)
    assert width_in_points("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True) == pytest.approx(206.7, abs=0.1)
