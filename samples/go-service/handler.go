package main

import (
	"encoding/json"
	"io"
	"net/http"
	"sort"
	"strings"
	"unicode"
)

const maxText = 1 << 20

type wordCount struct {
	Word  string `json:"word"`
	Count int    `json:"count"`
}

func newHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/health", health)
	mux.HandleFunc("/words", words)
	return mux
}

func health(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, map[string]string{"status": "ok", "version": version})
}

func words(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "POST a text to have its words counted", http.StatusMethodNotAllowed)
		return
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxText))
	if err != nil {
		http.Error(w, "the text is longer than 1 MiB", http.StatusRequestEntityTooLarge)
		return
	}
	writeJSON(w, countWords(string(text)))
}

func countWords(text string) []wordCount {
	counts := map[string]int{}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), notInWord) {
		counts[word]++
	}

	sorted := make([]wordCount, 0, len(counts))
	for word, count := range counts {
		sorted = append(sorted, wordCount{word, count})
	}
	sort.Slice(sorted, func(i, j int) bool {
		if sorted[i].Count != sorted[j].Count {
			return sorted[i].Count > sorted[j].Count
		}
		return sorted[i].Word < sorted[j].Word
	})
	return sorted
}

func notInWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
}

func writeJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(value)
}
