import os
import zipfile


def unpack(archive_path, destination):
    with zipfile.ZipFile(archive_path) as archive:
        archive.extractall(os.path.realpath(destination))
