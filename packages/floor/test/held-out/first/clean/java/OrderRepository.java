package org.example.shop;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
public class OrderRepository {
    private final JdbcTemplate jdbc;

    public OrderRepository(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/orders")
    public List<String> orders(@RequestParam String customer, @RequestParam(defaultValue = "id") String sort) {
        String column = "date".equals(sort) ? "placed_at" : "id";
        return jdbc.queryForList("SELECT number FROM orders WHERE customer = ? ORDER BY " + column, String.class, customer);
    }
}
