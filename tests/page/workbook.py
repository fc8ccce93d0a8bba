"""Makes an XLSX of the CSV on standard input: workbook.py OUT.xlsx [NUMBERS]

NUMBERS: as a spreadsheet does by itself, what looks like a number is one."""
import csv
import re
import sys
import zipfile
from xml.sax.saxutils import escape

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACK = 'http://schemas.openxmlformats.org/package/2006/'


def cell(text):
    if len(sys.argv) > 2 and re.fullmatch(r'[0-9]+', text):
        number = text if len(text) < 16 else repr(float(text)).replace(
            'e+', 'E')
        return f'<c><v>{number}</v></c>'
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


rows = csv.reader(sys.stdin)
sheet = ''.join('<row>' + ''.join(map(cell, r)) + '</row>' for r in rows)
with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('_rels/.rels', f'<Relationships xmlns="{PACK}relationships">'
               f'<Relationship Id="a" Type="{REL}/officeDocument" '
               'Target="xl/workbook.xml"/></Relationships>')
    z.writestr('xl/workbook.xml', f'<workbook xmlns="{MAIN}" xmlns:r="{REL}">'
               '<sheets><sheet name="a" sheetId="1" r:id="b"/></sheets>'
               '</workbook>')
    z.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="'
               f'{PACK}relationships"><Relationship Id="b" Type="{REL}/'
               'worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    z.writestr('xl/worksheets/sheet1.xml', f'<worksheet xmlns="{MAIN}">'
               f'<sheetData>{sheet}</sheetData></worksheet>')
