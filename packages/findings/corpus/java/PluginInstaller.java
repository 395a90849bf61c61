package com.example.shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

public class PluginInstaller {
    private final Path root;

    public PluginInstaller(Path root) {
        this.root = root;
    }

    public void install(InputStream upload) throws IOException {
        try (ZipInputStream archive = new ZipInputStream(upload)) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.isDirectory()) continue;
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) throw new IOException("entry outside the folder");
                Files.createDirectories(target.getParent());
                Files.copy(archive, target);
            }
        }
    }
}
