import os
import sys


def archive(folder, label):
    target = f"/backup/{label}.tar.gz"
    command = "tar czf %s %s" % (target, folder)
    status = os.system(command)
    if status != 0:
        raise RuntimeError("tar failed")
    return target


if __name__ == "__main__":
    print(archive(sys.argv[1], sys.argv[2]))
