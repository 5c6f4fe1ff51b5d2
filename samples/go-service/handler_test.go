package main

import (
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

func TestCountsWordsMostFrequentFirst(t *testing.T) {
	got := countWords("To be, or not to be: that's the question")
	want := []wordCount{
		{"be", 2}, {"to", 2}, {"not", 1}, {"or", 1}, {"question", 1}, {"that's", 1}, {"the", 1},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAnswers(t *testing.T) {
	for _, test := range []struct {
		method, path, body string
		status             int
		answer             string
	}{
		{http.MethodGet, "/health", "", http.StatusOK, `{"status":"ok","version":"` + version + `"}`},
		{http.MethodPost, "/words", "a B b", http.StatusOK, `[{"word":"b","count":2},{"word":"a","count":1}]`},
		{http.MethodPost, "/words", "", http.StatusOK, `[]`},
		{http.MethodGet, "/words", "", http.StatusMethodNotAllowed, "POST a text to have its words counted"},
		{http.MethodPost, "/words", strings.Repeat("a", maxText+1), http.StatusRequestEntityTooLarge, "the text is longer than 1 MiB"},
	} {
		request := httptest.NewRequest(test.method, test.path, strings.NewReader(test.body))
		response := httptest.NewRecorder()

		newHandler().ServeHTTP(response, request)

		if answer := strings.TrimSpace(response.Body.String()); response.Code != test.status || answer != test.answer {
			t.Errorf("%s %s: got %d %s, want %d %s", test.method, test.path, response.Code, answer, test.status, test.answer)
		}
	}
}
