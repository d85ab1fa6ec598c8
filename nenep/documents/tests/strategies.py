"""Any paper the model can hold, for hypothesis."""

from datetime import date

from hypothesis import strategies as st

from nenep.documents.rules.blocks import (
    ALIGNMENTS,
    Block,
    BulletList,
    Column,
    Heading,
    KeyValues,
    Line,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
)
from nenep.documents.rules.model import (
    Annex,
    Document,
    Head,
    PaperNumber,
    PlaceAndDate,
    Signature,
    Signatures,
    Title,
)
from nenep.documents.rules.text import RichText, Run, rich

# Letters of the field, letters that mean something to XML and to the typesetter, and NFD pieces.
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyƀčĕŏŭÂĐƠ’'\u0300\u0301\u0303\u0306\u0309\u0323"
SIGNS = ' 0123456789.,;:-/()<>&"#*_$@\\`~=[]{}%'
words = st.text(LETTERS + SIGNS, max_size=24)
names = st.text(LETTERS, min_size=1, max_size=12)
runs = st.builds(Run, text=words, bold=st.booleans(), italic=st.booleans())
rich_texts: st.SearchStrategy[RichText] = st.lists(runs, max_size=3).map(lambda all_: rich(*all_))


def _lists(of: st.SearchStrategy[RichText]) -> st.SearchStrategy[tuple[RichText, ...]]:
    return st.lists(of, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            st.builds(Column, words, st.integers(1, 9), st.sampled_from(ALIGNMENTS)),
            min_size=1,
            max_size=3,
        )
    )
    row = st.tuples(*(rich_texts for _ in columns))
    return Table(tuple(columns), tuple(draw(st.lists(row, max_size=5))), draw(words))


lines = st.builds(Line, label=words, value=rich_texts)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, rich_texts, st.sampled_from((1, 2, 3))),
    st.builds(Paragraph, rich_texts, st.sampled_from(ALIGNMENTS), st.booleans()),
    st.builds(BulletList, _lists(rich_texts)),
    st.builds(NumberedList, _lists(rich_texts), st.integers(1, 40)),
    st.builds(KeyValues, st.lists(lines, max_size=3).map(tuple)),
    tables(),
    st.just(PageBreak()),
)
bodies = st.lists(blocks, max_size=4).map(tuple)
signatures = st.builds(Signature, names, words, words)
days = st.dates(date(1930, 2, 3), date(2100, 12, 31))
documents = st.builds(
    Document,
    head=st.builds(Head, words, names.map(lambda name: f"CHI BỘ {name}"), words),
    title=st.builds(Title, names.map(lambda name: f"BÁO CÁO {name}"), words),
    number=st.none()
    | st.builds(PaperNumber, st.just("NQ"), st.just("CB"), st.none() | st.integers(1, 999)),
    place_and_date=st.none() | st.builds(PlaceAndDate, words, st.none() | days),
    bases=_lists(rich_texts),
    blocks=bodies,
    recipients=st.lists(words, max_size=3).map(tuple),
    signatures=st.none() | st.builds(Signatures, signatures, st.none() | signatures),
    annexes=st.lists(st.builds(Annex, names, words, bodies), max_size=2).map(tuple),
    footer_note=words,
)
