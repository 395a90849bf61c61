package com.example.shop;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

public class OrderFinder {
    private final EntityManager entities;

    public OrderFinder(EntityManager entities) {
        this.entities = entities;
    }

    public List<Order> find(Map<String, String> filters) {
        StringJoiner where = new StringJoiner(" and ");
        filters.forEach((field, value) -> where.add("o." + field + " = '" + value + "'"));
        return entities.createQuery("select o from Order o where " + where, Order.class).getResultList();
    }
}
