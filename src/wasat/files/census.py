"""How much there is of everything, for those who run the server."""

from collections.abc import Mapping
from dataclasses import dataclass

from wasat.files.file import State
from wasat.telemetry import FILE_BYTES, FILES, LARGEST_PROJECT_BYTES, PROMISED_BYTES, UPLOADS


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """What has not expired, of all projects.

    Attributes:
        files: How many, by state.
        file_bytes: Their bytes.
        largest_project_bytes: Those of the project that holds most in files.
        uploads: How many are not finished.
        promised_bytes: Declared by these and still to come.
    """

    files: Mapping[State, int]
    file_bytes: int
    largest_project_bytes: int
    uploads: int
    promised_bytes: int

    def show(self) -> None:
        """Set the gauges."""
        for state, count in self.files.items():
            FILES.labels(state=state.lower()).set(count)
        FILE_BYTES.set(self.file_bytes)
        LARGEST_PROJECT_BYTES.set(self.largest_project_bytes)
        UPLOADS.set(self.uploads)
        PROMISED_BYTES.set(self.promised_bytes)
