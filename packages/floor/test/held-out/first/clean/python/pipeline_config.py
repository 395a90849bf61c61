import yaml
from fastapi import APIRouter, UploadFile

router = APIRouter()


@router.post("/pipelines")
async def create(config: UploadFile):
    definition = yaml.load(await config.read(), Loader=yaml.SafeLoader)
    return {"steps": len(definition["steps"])}
