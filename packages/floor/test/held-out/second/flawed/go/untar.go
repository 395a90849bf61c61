package backup

import (
	"archive/tar"
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
		target := filepath.Join(destination, header.Name)
		out, err := os.Create(target)
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, archive); err != nil {
			return err
		}
		out.Close()
	}
}
