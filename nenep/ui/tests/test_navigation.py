from nenep.ui.navigation import NavItem, links

OPEN = NavItem("Cỡ chữ", "text-size")
KEPT = NavItem("Số liệu", "sign-in", capability="see_figures", short="Số")


def test_it_shows_only_the_doors_that_are_held() -> None:
    assert [link.label for link in links([OPEN, KEPT], held=set())] == ["Cỡ chữ"]
    shown = links([OPEN, KEPT], held={"see_figures"})
    assert [link.short for link in shown] == ["Cỡ chữ", "Số"]


def test_it_marks_the_place_being_shown() -> None:
    assert links([OPEN], held=(), at="text-size")[0].current
    assert not links([OPEN], held=(), at="other")[0].current


def test_it_leaves_out_a_place_that_is_not_installed() -> None:
    assert links([NavItem("Không có", "no-such-place")], held=()) == ()


def test_it_shows_a_place_once_under_the_first_name_that_is_held() -> None:
    twice = [NavItem("Một", "text-size", capability="see_figures"), NavItem("Hai", "text-size")]
    assert [link.label for link in links(twice, held={"see_figures"})] == ["Một"]
    assert [link.label for link in links(twice, held=())] == ["Hai"]
