"""HTTP/1.1 for those too who ask to go on in another protocol."""

from typing import Any

from httptools import HttpParserUpgrade, HttpRequestParser

_FRAMING = frozenset({b"content-length", b"transfer-encoding"})


class StayingParser:
    """Parses requests, and stays with HTTP/1.1 whatever they ask to upgrade to.

    The parser below takes all that follows such a header for the other protocol: a body that comes
    with it would be lost, or read as further requests. curl (`--http2`) and Java's HttpClient ask
    to upgrade whenever they are not told otherwise, and send a body along.

    Args:
        protocol: Is told what was parsed, by the callbacks of httptools.

    Source:
        RFC 9110, section 7.8: a server may ignore Upgrade, and goes on in the present protocol.
    """

    def __init__(self, protocol: Any) -> None:  # noqa: ANN401 - any of its callbacks may be missing
        self._protocol = protocol
        self._is_telling = True
        self._framing = b""
        self.on_body = protocol.on_body
        self._parser = self._open_parser()

    def feed_data(self, data: bytes) -> None:
        """Take what came next.

        Raises:
            HttpParserError: It is not HTTP.
        """
        while data:
            try:
                self._parser.feed_data(data)
            except HttpParserUpgrade as upgrade:
                data = data[upgrade.args[0] :]
                if self._framing:
                    self._go_on_behind_the_header()
            else:
                return

    def get_http_version(self) -> str:
        """Return the version of the request whose header is complete, such as `1.1`."""
        return self._parser.get_http_version()

    def get_method(self) -> bytes:
        """Return its method."""
        return self._parser.get_method()

    def should_keep_alive(self) -> bool:
        """Return whether another request may follow it."""
        return self._parser.should_keep_alive()

    def should_upgrade(self) -> bool:
        """Return that the protocol stays what it is."""
        return False

    def on_message_begin(self) -> None:
        """Begin a request."""
        if self._is_telling:
            self._framing = b""
            self._protocol.on_message_begin()

    def on_url(self, url: bytes) -> None:
        """Take a piece of the URL."""
        if self._is_telling:
            self._protocol.on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header, and note those that say where the body ends."""
        if self._is_telling:
            if name.lower() in _FRAMING:
                self._framing += name + b": " + value + b"\r\n"
            self._protocol.on_header(name, value)

    def on_headers_complete(self) -> None:
        """End a header."""
        if self._is_telling:
            self._protocol.on_headers_complete()

    def on_message_complete(self) -> None:
        """End a request, unless its body is still to come."""
        if not (self._parser.should_upgrade() and self._framing):
            self._protocol.on_message_complete()

    def _go_on_behind_the_header(self) -> None:
        """Parse the body as that of a request which asks for nothing."""
        self._parser = self._open_parser()
        self._is_telling = False
        try:
            self._parser.feed_data(b"POST / HTTP/1.1\r\n" + self._framing + b"\r\n")
        finally:
            self._is_telling = True

    def _open_parser(self) -> HttpRequestParser:
        parser = HttpRequestParser(self)
        # What comes behind a request that closes the connection is dropped, not an error.
        parser.set_dangerous_leniencies(lenient_data_after_close=True)
        return parser
