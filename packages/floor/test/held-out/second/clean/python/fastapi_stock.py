from fastapi import APIRouter, Depends
from sqlalchemy import text
from sqlalchemy.orm import Session

from .database import session

router = APIRouter()


@router.get("/stock/{warehouse}")
def stock(warehouse: str, sku: str, db: Session = Depends(session)):
    statement = text("SELECT quantity FROM stock WHERE warehouse = :warehouse AND sku = :sku")
    return {"quantity": db.execute(statement, {"warehouse": warehouse, "sku": sku}).scalar()}
