import json
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given

from nenep.documents.rules.canonical import as_data, canonical, load, load_data, seal
from nenep.documents.rules.model import Document, texts
from nenep.documents.tests import samples
from nenep.documents.tests.strategies import documents
from nenep.kernel.errors import Invalid


@given(documents)
def test_it_reads_back_exactly_what_it_wrote(document: Document) -> None:
    text = canonical(document)
    assert load(text) == document
    assert canonical(load(text)) == text


@given(documents)
def test_it_writes_composed_text_and_sorted_keys_only(document: Document) -> None:
    text = canonical(document)
    assert unicodedata.is_normalized("NFC", text)
    assert json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True).replace(
        " ", ""
    ) == text.replace(" ", "")


def test_it_seals_the_same_whatever_order_a_store_keeps_keys_in() -> None:
    document = samples.minutes()
    shuffled = dict(reversed(as_data(document).items()))
    assert seal(load_data(json.loads(json.dumps(shuffled)))) == seal(document)


def test_it_seals_every_letter() -> None:
    document = samples.resolution()
    seals = {
        seal(document),
        seal(samples.resolution(number=6)),
        seal(replace(document, footer_note="x")),
        seal(replace(document, recipients=document.recipients[:-1])),
        seal(replace(document, blocks=document.blocks[:-1])),
    }
    assert len(seals) == 5
    assert all(len(one) == 64 for one in seals)


def test_it_leaves_defaults_out_so_that_new_fields_keep_old_seals() -> None:
    assert canonical(samples.bare()) == (
        '{"form":1,"head":{"issuing_org":"CHI BỘ THÔN 1","superior_org":""},'
        '"title":{"kind":"THÔNG BÁO"}}'
    )


@pytest.mark.parametrize(
    "damaged",
    [
        "[]",
        "{}",
        '{"form":2,"head":{"issuing_org":"A"},"title":{"kind":"B"}}',
        '{"form":1,"title":{"kind":"B"}}',
        '{"form":1,"head":{"issuing_org":"A"},"title":{"kind":"B"},"secret":1}',
        '{"form":1,"head":{"issuing_org":"A"},"title":{"kind":"B"},"blocks":[{"block":"video"}]}',
        '{"form":1,"head":{"issuing_org":"A"},"title":{"kind":"B"},"blocks":{}}',
        '{"form":1,"head":{"issuing_org":"A"},"title":{"kind":"B"},"recipients":[1]}',
        '{"form":1,"head":{"issuing_org":7},"title":{"kind":"B"}}',
        '{"form":1,"head":{"issuing_org":"A"},"title":{"kind":"B"},'
        '"place_and_date":{"place":"C","on":"hôm qua"}}',
        '{"form":1,"head":{"issuing_org":"A"},"title":{"kind":"B"},'
        '"number":{"type_code":"NQ","issuer_code":"CB","value":true}}',
    ],
)
def test_it_refuses_what_is_no_paper(damaged: str) -> None:
    with pytest.raises(Invalid):
        load(damaged)


def test_it_lists_every_string_of_a_paper() -> None:
    found = set(texts(samples.minutes()))
    assert {samples.SECRETARY, samples.CLERK, "Đạt 97,5%", "BIÊN BẢN"} <= found
