"""Tesseract as a library of the system, where there is one, with the language data beside it.

All data is loaded when the engine is made, since a sealed process can open no file.
"""

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import MappingProxyType

from wasat.box import Box
from wasat.documents.ocr.engine import (
    UNTOLD,
    Grey,
    Look,
    OcrEngine,
    Script,
    SeenLine,
    SeenWord,
)
from wasat.documents.ocr.languages import guess_language
from wasat.documents.ocr.scripts import guess_script

_LIBRARIES = ("libtesseract.so.5", "libtesseract.5.dylib", "libtesseract.so.4")
_FOLDERS = (
    "/usr/share/tesseract-ocr/5/tessdata",  # Debian, Ubuntu
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",  # Arch, Alpine
    "/usr/share/tesseract/tessdata",  # Fedora
    "/opt/homebrew/share/tessdata",
    "/usr/local/share/tessdata",
)
_SUFFIX = ".traineddata"
# The first language of a script is read by unless the text turns out to be in another one.
# Data of whole scripts is four times as slow (4 to 8 CPU seconds a Latin page, measured). Beside
# other scripts Latin is read as well, since names and addresses are printed in it.
_LANGUAGES: Mapping[Script, tuple[str, ...]] = MappingProxyType(
    {
        Script.LATIN: ("eng", "deu", "fra", "spa", "ita", "por", "nld"),
        Script.CYRILLIC: ("rus", "ukr"),
        Script.GREEK: ("ell",),
        Script.ARABIC: ("ara",),
        Script.HEBREW: ("heb",),
        Script.DEVANAGARI: ("hin",),
        Script.THAI: ("tha",),
        Script.HANGUL: ("kor",),
    }
)
_SCRIPTS: Mapping[str, Script] = MappingProxyType(  # by the names that it gives them
    {script.name.capitalize(): script for script in Script} | {"Korean": Script.HANGUL}
)
_WITHOUT_ITS_LETTERS = 0.8  # how sure a language is read by the data of another, at most
# Source: enums of tesseract/publictypes.h
_LSTM_ONLY = 1
_ORIENTATION_ONLY, _WHOLE_PAGE = 0, 3
_TEXT_LINE, _WORD = 2, 3
_USUAL_RESOLUTION = 200  # dots an inch; it only guesses sizes by it
_Pointer = ctypes.c_void_p


class Tesseract(OcrEngine):
    """One loaded instance a script.

    Raises:
        LookupError: There is no library, or no language data.
    """

    def __init__(self) -> None:
        self._library = _load_library()
        folder = _find_folder()
        self._instances: dict[Script, dict[str, _Pointer]] = {}
        has_latin = _has(folder, "eng")
        for script, languages in _LANGUAGES.items():
            beside = "+eng" if has_latin and script is not Script.LATIN else ""
            for language in filter(partial(_has, folder), languages):
                instance = self._open(folder, language + beside, _LSTM_ONLY, _WHOLE_PAGE)
                self._instances.setdefault(script, {})[language] = instance
        if not self._instances:
            raise LookupError(f"no language data in {folder}")
        has_osd = _has(folder, "osd")
        self._orientation = self._open(folder, "osd", 0, _ORIENTATION_ONLY) if has_osd else None

    @property
    def name(self) -> str:
        """As Tesseract is called."""
        return "tesseract"

    @property
    def scripts(self) -> frozenset[Script]:
        """Those whose data is installed."""
        return frozenset(self._instances)

    def read(self, picture: Grey, script: Script, dots_per_inch: int) -> Sequence[SeenLine]:
        """Read a page by the first language of its script, and again if it is in another one.

        A first look may take one script for another; what is then read is mostly Latin letters.
        """
        known = script if script in self._instances else next(iter(self._instances))
        instances = self._instances[known]
        first = next(iter(instances))
        lines = self._read(instances[first], picture, dots_per_inch)
        text = " ".join(word.text for line in lines for word in line.words)
        told = guess_script(text)
        if told not in (known, Script.UNKNOWN) and told in self._instances:
            return self.read(picture, told, dots_per_inch)
        language = guess_language(text)
        if language in ("", first):
            return lines
        if language in instances:
            return self._read(instances[language], picture, dots_per_inch)
        return [SeenLine(tuple(map(_doubt, line.words))) for line in lines]

    def look(self, picture: Grey) -> Look:
        """Ask for orientation and script, if the data for it is installed."""
        if not self._orientation:
            return UNTOLD
        degrees, name = ctypes.c_int(), ctypes.c_char_p()
        sure, sure_of_script = ctypes.c_float(), ctypes.c_float()
        results = [ctypes.byref(it) for it in (degrees, sure, name, sure_of_script)]
        self._show(self._orientation, picture, _USUAL_RESOLUTION)
        try:
            is_told = self._library.TessBaseAPIDetectOrientationScript(self._orientation, *results)
            script = _SCRIPTS.get((name.value or b"").decode(), Script.UNKNOWN)
        finally:
            self._library.TessBaseAPIClear(self._orientation)
        return Look(degrees.value // 90 % 4, script) if is_told else UNTOLD

    def _read(self, instance: _Pointer, picture: Grey, dots_per_inch: int) -> list[SeenLine]:
        self._show(instance, picture, dots_per_inch)
        try:
            if self._library.TessBaseAPIRecognize(instance, None):
                return []
            return self._lines(instance)
        finally:
            self._library.TessBaseAPIClear(instance)

    def _open(self, folder: Path, language: str, mode: int, segmentation: int) -> _Pointer:
        """Load the data of a language; an instance lives as long as the process."""
        instance = _Pointer(self._library.TessBaseAPICreate())
        if self._library.TessBaseAPIInit2(instance, bytes(folder), language.encode(), mode):
            raise LookupError(f"language data cannot be loaded: {language}")
        self._library.TessBaseAPISetPageSegMode(instance, segmentation)
        self._library.TessBaseAPISetVariable(instance, b"debug_file", b"/dev/null")
        return instance

    def _show(self, instance: _Pointer, picture: Grey, dots_per_inch: int) -> None:
        """Hand a picture over; the library copies it."""
        height, width = picture.shape
        address = _Pointer(picture.ctypes.data)
        self._library.TessBaseAPISetImage(instance, address, width, height, 1, picture.strides[0])
        self._library.TessBaseAPISetSourceResolution(instance, dots_per_inch)

    def _lines(self, instance: _Pointer) -> list[SeenLine]:
        results = self._library.TessBaseAPIGetIterator(instance)
        if not results:
            return []
        lines: list[list[SeenWord]] = []
        try:
            for is_first, word in self._words(_Pointer(results)):
                if is_first or not lines:
                    lines.append([])
                if word.text:
                    lines[-1].append(word)
        finally:
            self._library.TessResultIteratorDelete(_Pointer(results))
        return [SeenLine(tuple(words)) for words in lines if words]

    def _words(self, results: _Pointer) -> Iterator[tuple[bool, SeenWord]]:
        """Yield each word, and whether it begins a line."""
        library = self._library
        page = _Pointer(library.TessResultIteratorGetPageIterator(results))
        edges = [ctypes.c_int() for _ in range(4)]
        places = [ctypes.byref(edge) for edge in edges]
        while True:
            is_first = bool(library.TessPageIteratorIsAtBeginningOf(page, _TEXT_LINE))
            if library.TessPageIteratorBoundingBox(page, _WORD, *places):
                box = Box(*(float(edge.value) for edge in edges))
                sure = library.TessResultIteratorConfidence(results, _WORD) / 100
                yield is_first, SeenWord(self._text(results), box, min(max(sure, 0.0), 1.0))
            if not library.TessResultIteratorNext(results, _WORD):
                return

    def _text(self, results: _Pointer) -> str:
        address = self._library.TessResultIteratorGetUTF8Text(results, _WORD)
        if not address:
            return ""
        try:
            data = ctypes.string_at(address)
        finally:
            self._library.TessDeleteText(_Pointer(address))
        return data.decode("utf-8", "replace").strip()


def _load_library() -> ctypes.CDLL:
    for name in _LIBRARIES:
        with suppress(OSError):
            return _declare(ctypes.CDLL(name))
    raise LookupError("no Tesseract library")


def _declare(library: ctypes.CDLL) -> ctypes.CDLL:
    """Say what calls return, where it is no int. Source: tesseract/capi.h."""
    for name in (
        "TessBaseAPICreate",
        "TessBaseAPIGetIterator",
        "TessResultIteratorGetPageIterator",
        "TessResultIteratorGetUTF8Text",
    ):
        getattr(library, name).restype = _Pointer
    library.TessResultIteratorConfidence.restype = ctypes.c_float
    return library


def _find_folder() -> Path:
    """Find the folder with language data, where systems keep it.

    Raises:
        LookupError: There is none.
    """
    for folder in map(Path, _FOLDERS):
        if any(folder.glob(f"*{_SUFFIX}")):
            return folder
    raise LookupError("no language data for Tesseract")


def _has(folder: Path, language: str) -> bool:
    return (folder / f"{language}{_SUFFIX}").is_file()


def _doubt(word: SeenWord) -> SeenWord:
    return word._replace(confidence=min(word.confidence, _WITHOUT_ITS_LETTERS))
