"""Sheets by hand."""

from io import BytesIO

from tests.unit.reader.asking import open_all
from wasat.documents.document import Document
from wasat.documents.load import load_document
from wasat.reader.reading import Reading
from wasat.reader.records.sheet import Sheet, read_sheets

ORDERS = """\
order_id,date,region,product,quantity,unit_price,total,customer
1001,2024-03-04,North,Valve,10,2.50,25.00,Acme Ltd
1002,2024-03-20,South,Pump,2,80.00,160.00,Delta SA
1003,2024-05-11,North,Pump,1,80.00,80.00,Delta SA
1004,2024-05-30,East,Valve,40,2.50,100.00,Acme Ltd
1005,2025-01-02,North,Hose,4,7.25,29.00,Corner Shop
1006,2025-02-14,East,Pump,3,80.00,240.00,Acme Ltd
"""
STAFF = """\
Personalnr.;Name;Abteilung;Eintritt;Gehalt;Standort
101;Anna Berg;Vertrieb;01.02.2015;3.300,50;Köln
102;Bernd Cohn;Technik;15.07.2016;8.100,50;Köln
103;Clara Dietz;Verwaltung;01.03.2017;7.900,50;Bonn
104;David Ernst;Technik;01.10.2018;6.600,50;Köln
"""


def make_csv(text: str = ORDERS) -> Document:
    """Comma-separated values as they are read."""
    return load_document(BytesIO(text.encode()), "text/csv")


def open_csv(text: str = ORDERS) -> Reading:
    """The same as a task opens it; its title is `a.pdf`."""
    return open_all(make_csv(text))[0]


def make_sheet(text: str = ORDERS) -> Sheet:
    """Its only sheet."""
    (sheet,) = read_sheets(open_csv(text))
    return sheet
