import os
import zipfile


def unpack(archive_path, destination):
    with zipfile.ZipFile(archive_path) as archive:
        for entry in archive.infolist():
            target = os.path.join(destination, entry.filename)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, "wb") as out:
                out.write(archive.read(entry))
