// The outside judge: what Java wrote, read by the libraries of Go's own checksum database.
//
// usage: verify <directory>
//
// key            the log's verifier key
// checkpoints/*  signed notes
// proofs         inclusion <size> <index> <entry> <hash>...
//                consistency <from> <to> <hash>...      base64; roots are those of the checkpoints
// tile/...       tiles of the largest tree
// refused        the same lines, each with a flipped bit: none may pass
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type log struct {
	directory string
	roots     map[int64]tlog.Hash
	largest   int64
}

func main() {
	directory := os.Args[1]
	checked := log{directory: directory, roots: map[int64]tlog.Hash{}}
	checked.open()
	passed, failed := checked.lines("proofs")
	if failed > 0 {
		die("%d proofs failed", failed)
	}
	wrong, refused := checked.lines("refused")
	if wrong > 0 || refused == 0 {
		die("%d forged proofs passed, %d refused", wrong, refused)
	}
	checked.tiles()
	fmt.Printf("checkpoints=%d proofs=%d refused=%d\n", len(checked.roots), passed, refused)
}

func (l *log) open() {
	verifier, err := note.NewVerifier(strings.TrimSpace(string(read(filepath.Join(l.directory, "key")))))
	check(err)
	files, err := filepath.Glob(filepath.Join(l.directory, "checkpoints", "*"))
	check(err)
	for _, file := range files {
		opened, err := note.Open(read(file), note.VerifierList(verifier))
		check(err)
		lines := strings.Split(opened.Text, "\n")
		if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
			die("%s: %q", file, opened.Text)
		}
		size := number(lines[1])
		l.roots[size] = hash(lines[2])
		if size > l.largest {
			l.largest = size
		}
		spoilt := strings.Replace(opened.Text, "\n"+lines[1], "\n1"+lines[1], 1)
		if _, err := note.Open([]byte(strings.Replace(string(read(file)), opened.Text, spoilt, 1)), note.VerifierList(verifier)); err == nil {
			die("%s: passes with another size", file)
		}
	}
}

func (l *log) lines(name string) (passed int, failed int) {
	file, err := os.Open(filepath.Join(l.directory, name))
	check(err)
	defer file.Close()
	scanner := bufio.NewScanner(file)
	scanner.Buffer(make([]byte, 1<<20), 1<<20)
	for scanner.Scan() {
		if err := l.line(strings.Split(scanner.Text(), " ")); err == nil {
			passed++
		} else {
			failed++
		}
	}
	check(scanner.Err())
	return passed, failed
}

func (l *log) line(words []string) error {
	if words[0] == "consistency" {
		from, to := number(words[1]), number(words[2])
		return tlog.CheckTree(hashes(words[3:]), to, l.roots[to], from, l.roots[from])
	}
	size := number(words[1])
	entry, err := base64.StdEncoding.DecodeString(words[3])
	check(err)
	return tlog.CheckRecord(hashes(words[4:]), size, l.roots[size], number(words[2]), tlog.RecordHash(entry))
}

// Rebuilds the root of the largest tree from the tiles alone, addressed as tlog-tiles says.
func (l *log) tiles() {
	tree := tlog.Tree{N: l.largest, Hash: l.roots[l.largest]}
	root, err := tlog.TreeHash(l.largest, tlog.TileHashReader(tree, l))
	check(err)
	if root != tree.Hash {
		die("tiles: root %v, checkpoint %v", root, tree.Hash)
	}
	reader := tlog.TileHashReader(tree, l)
	for index := int64(0); index < l.largest; index += l.largest/64 + 1 {
		_, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		check(err)
	}
}

func (l *log) Height() int { return 8 }

func (l *log) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data = append(data, read(filepath.Join(l.directory, path)))
	}
	return data, nil
}

func (l *log) SaveTiles([]tlog.Tile, [][]byte) {}

func hashes(words []string) []tlog.Hash {
	var found []tlog.Hash
	for _, word := range words {
		found = append(found, hash(word))
	}
	return found
}

func hash(text string) tlog.Hash {
	parsed, err := tlog.ParseHash(text)
	check(err)
	return parsed
}

func number(text string) int64 {
	parsed, err := strconv.ParseInt(text, 10, 64)
	check(err)
	return parsed
}

func read(file string) []byte {
	data, err := os.ReadFile(file)
	check(err)
	return data
}

func check(err error) {
	if err != nil {
		die("%v", err)
	}
}

func die(format string, values ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(1)
}
