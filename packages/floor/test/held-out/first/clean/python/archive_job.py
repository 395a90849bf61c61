import subprocess
import sys


def archive(folder, label):
    target = f"/backup/{label}.tar.gz"
    subprocess.run(["tar", "czf", target, "--", folder], check=True)
    return target


if __name__ == "__main__":
    print(archive(sys.argv[1], sys.argv[2]))
