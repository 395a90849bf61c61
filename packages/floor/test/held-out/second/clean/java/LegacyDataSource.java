package org.example.legacy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

public class LegacyDataSource {
    private static final String URL = "jdbc:mysql://db.internal/ledger";

    public Connection open() throws SQLException {
        return DriverManager.getConnection(URL, "ledger", System.getenv("LEDGER_PASSWORD"));
    }
}
