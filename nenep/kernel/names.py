"""Names of persons as Vietnam and the Central Highlands write them, and their order.

Lists arrive with decomposed letters, typographic apostrophes, capitals throughout and "Đ/c" before
the name. Cleaning mends the writing only; it never guesses a letter or a tone.
"""

import re
import unicodedata

from nenep.kernel.texts import legible

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʹ`´′＇ˈ"), "'")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
_ADDRESS = re.compile(r"^(?:đ\s*/\s*c|đc\.|đ\.c\.?|đồng chí)(?=[\s.:,]|$)[\s.:,]*", re.IGNORECASE)
_PART = re.compile(r"([^'\-]+)")

# Tones in the order of Vietnamese dictionaries: (none) huyền hỏi ngã sắc nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# Letters that differ from their base: after it and before the next letter of the alphabet.
# Jrai and Bahnar letters (ƀ č ĭ ŏ ŭ) are placed after the Vietnamese forms of the same base.
_LETTER_MARKS = {
    ("a", "\u0306"): "~",
    ("a", "\u0302"): "~~",
    ("e", "\u0302"): "~",
    ("o", "\u0302"): "~",
    ("o", "\u031b"): "~~",
    ("u", "\u031b"): "~",
}
_OTHER_MARK = "~~~"
_KEY_LENGTH = 200


def tidy(text: str) -> str:
    """NFC, one kind of apostrophe, no invisible letters, single spaces."""
    composed = unicodedata.normalize("NFC", legible(text))
    composed = composed.translate(_INVISIBLE).translate(_APOSTROPHES)
    return " ".join(composed.split())


def clean_name(text: str) -> str:
    """The name as it should be written: BÙI ĐỨC HẢI → Bùi Đức Hải, "Đ/c Puih H’Lan" → Puih H'Lan.

    Capitals are mended only in a word written wholly in one case; "H'Bia" and "Y Bhăm" stay.
    """
    words = _ADDRESS.sub("", tidy(text)).strip(" .,;:").split(" ")
    return " ".join(_mend_case(word) for word in words)


def given_name(full_name: str) -> str:
    """The last word: what people are called and sorted by."""
    return full_name.rsplit(" ", 1)[-1]


def sort_key(full_name: str) -> str:
    """Given name, then family name, then the middle, in Vietnamese alphabetical order.

    A plain string for ``COLLATE "C"``: letters decide first, tones of the syllable after them.
    """
    words = tidy(full_name).split(" ")
    ordered = [words[-1], *words[:-1]]
    return " ".join(map(_syllable_key, ordered))[:_KEY_LENGTH]


def fold(text: str) -> str:
    """For searching: lower case without accents or apostrophes, đ → d, ƀ → b, single spaces."""
    lowered = tidy(text).casefold().replace("đ", "d").replace("ƀ", "b").replace("'", "")
    decomposed = unicodedata.normalize("NFD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def same_name_key(full_name: str) -> str:
    """Equal for two writings of one name: case, apostrophes and the place of the tone mark
    (hoà, hòa) do not count; letters and tones do."""
    return " ".join(map(_syllable_key, clean_name(full_name).split(" ")))


def _mend_case(word: str) -> str:
    letters = [char for char in word if char.isalpha()]
    one_case = word.isupper() and len(letters) > 1
    if one_case or word.islower():
        return _PART.sub(lambda part: part[0][:1].upper() + part[0][1:].lower(), word)
    return word


def _syllable_key(word: str) -> str:
    """Letters, "!" (below every letter, so Ha stands before Hai), then the tones."""
    letters: list[str] = []
    tones: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", word.casefold()):
        if char in _TONES:
            tones.append(_TONES[char])
        elif unicodedata.combining(char):
            letters.append(_LETTER_MARKS.get((base, char), _OTHER_MARK))
        elif char == "đ":
            letters.append("d~")
        elif char == "ƀ":
            letters.append("b~")
        elif char.isalnum():
            base = char
            letters.append(char)
    return "".join(letters) + "!" + ("".join(tones) or "0")
