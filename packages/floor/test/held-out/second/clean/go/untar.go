package backup

import (
	"archive/tar"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func Untar(in io.Reader, destination string) error {
	archive := tar.NewReader(in)
	for {
		header, err := archive.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if !filepath.IsLocal(header.Name) {
			return fmt.Errorf("archive leaves its folder: %q", header.Name)
		}
		out, err := os.Create(filepath.Join(destination, header.Name))
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, archive); err != nil {
			return err
		}
		out.Close()
	}
}
