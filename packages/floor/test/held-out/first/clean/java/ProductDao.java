package org.example.shop;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

public class ProductDao {
    @PersistenceContext
    private EntityManager entityManager;

    public List<Product> byCategory(String category) {
        return entityManager
            .createQuery("from Product p where p.category = :category", Product.class)
            .setParameter("category", category)
            .getResultList();
    }
}
