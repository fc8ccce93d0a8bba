"""Makes a zip of photos for tests: parcel.py OUT.zip KIND [PICTURE]"""
import struct
import sys
import zipfile


class Gbk(zipfile.ZipInfo):
    """A name as Chinese Windows writes it: GBK, and nothing says so."""
    def _encodeFilenameFlags(self):
        return self.filename.encode('gbk'), self.flag_bits & ~0x800


def named(kind, name, mode=0o100644):
    info = kind(name)
    info.external_attr = mode << 16
    info.create_system = 3
    return info


def good(z, picture):
    plain = zipfile.ZipInfo
    z.writestr(named(plain, '照片/22300010001 林晓雯.jpg'), picture)
    z.writestr(named(Gbk, '照片/22300010002_周子昂.png'), picture)
    z.writestr(named(plain, '照片/'), b'')
    z.writestr(named(plain, '__MACOSX/照片/._22300010001 林晓雯.jpg'), b'x')
    z.writestr(named(plain, '照片/.DS_Store'), b'x')


def mixed(z, picture):
    plain = zipfile.ZipInfo
    for name, data in [
            ('22300010003 欧阳敬.jpg', picture),
            ('22300010004 陈博文.jpg', picture),
            ('又一张/22300010004.jpg', picture),
            ('22300020001 赵一诺.jpg', picture),
            ('99999999999 某某.jpg', picture),
            ('说明.txt', b'x'),
            ('../22300010002 周子昂.jpg', picture),
            ('/22300010002 周子昂.jpg', picture),
            ('22300010002 周子昂.jpg', b''),
            ('=22300010009.jpg', picture)]:
        z.writestr(named(plain, name), data)
    z.writestr(named(plain, '22300010001 林晓雯.jpg', 0o120777),
               b'/etc/passwd')


def patch(name, offset, form, value):
    """Of every entry, in the directory and before the data."""
    data = bytearray(open(name, 'rb').read())
    for mark, shift in ((b'PK\1\2', 2), (b'PK\3\4', 0)):
        at = data.find(mark)
        while at >= 0:
            struct.pack_into(form, data, at + offset + shift, value)
            at = data.find(mark, at + 4)
    open(name, 'wb').write(data)


out, kind = sys.argv[1:3]
picture = open(sys.argv[3], 'rb').read() if len(sys.argv) > 3 else b'GIF89a'
with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
    if kind == 'good':
        good(z, picture)
    elif kind == 'mixed':
        mixed(z, picture)
    elif kind == 'many':
        for i in range(20000):
            z.writestr(f'{i}.jpg', b'x')
    elif kind == 'bomb':
        z.writestr('22300010003 欧阳静.jpg', bytes(1 << 28))
    elif kind == 'huge':
        z.writestr('22300010003 欧阳静.jpg', bytes(21 << 20))
    else:
        z.writestr('22300010003 欧阳静.jpg', picture)
if kind == 'bomb':
    patch(out, 22, '<I', 1000)
if kind == 'locked':
    patch(out, 6, '<H', 0x801)
