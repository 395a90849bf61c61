package com.example.shop;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

public class InvoiceFinder {
    private final EntityManager entities;

    public InvoiceFinder(EntityManager entities) {
        this.entities = entities;
    }

    public List<Invoice> find(Map<String, String> filters) {
        StringJoiner where = new StringJoiner(" and ");
        Map<String, String> known = new LinkedHashMap<>(filters);
        known.keySet().retainAll(List.of("status", "city"));
        known.keySet().forEach(field -> where.add("o." + field + " = :" + field));
        TypedQuery<Invoice> query = entities.createQuery("select o from Invoice o where " + where, Invoice.class);
        known.forEach(query::setParameter);
        return query.getResultList();
    }
}
