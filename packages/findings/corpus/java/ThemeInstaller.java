package com.example.shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

public class ThemeInstaller {
    private final Path root;

    public ThemeInstaller(Path root) {
        this.root = root;
    }

    public void install(InputStream upload) throws IOException {
        try (ZipInputStream archive = new ZipInputStream(upload)) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.isDirectory()) continue;
                Path target = root.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.copy(archive, target);
            }
        }
    }
}
