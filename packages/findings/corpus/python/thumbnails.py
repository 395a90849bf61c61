import re
import subprocess
from pathlib import Path

from fastapi import FastAPI, HTTPException

app = FastAPI()
MEDIA = Path("/srv/media")
SIZE = re.compile(r"^\d{1,4}x\d{1,4}$")


@app.post("/thumbnail")
def thumbnail(name: str, size: str = "200x200"):
    source = MEDIA / Path(name).name
    if not source.is_file():
        raise HTTPException(404)
    target = source.with_suffix(".thumb.png")
    command = f"convert {source} -resize {size} {target}"
    subprocess.run(command, shell=True, check=True, timeout=20)
    return {"path": target.name}
