// Acts cases out through google.golang.org/genai: see ../play.py for what a driver reads and prints.
package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"google.golang.org/genai"
)

const model = "gemini-2.5-flash"

var (
	reference = regexp.MustCompile(`\$\{([^}]+)\}`)
	// An upload's first error is told as text alone.
	wrapped = regexp.MustCompile(`(?s)Error (\d+), Message: (.*), Status: (\w*), Details:`)

	documents, url string
	background     = context.Background()
)

type object = map[string]any

type test struct {
	ID     string            `json:"id"`
	Key    string            `json:"key"`
	Client map[string]string `json:"client"`
	Steps  []object          `json:"steps"`
}

// steps are those of one case.
type steps struct {
	client *genai.Client
	files  map[string]*genai.File
}

func (s steps) take(step object) (any, error) {
	switch step["do"] {
	case "upload":
		return s.upload(step)
	case "get":
		return s.client.Files.Get(background, text(step, "name"), nil)
	case "delete":
		_, err := s.client.Files.Delete(background, text(step, "name"), nil)
		return object{}, err
	case "list":
		config := decoded[genai.ListFilesConfig](step["config"])
		page, err := s.client.Files.List(background, config)
		return all("files", page, err)
	case "models":
		config := decoded[genai.ListModelsConfig](step["config"])
		page, err := s.client.Models.List(background, config)
		return all("models", page, err)
	case "model":
		return s.client.Models.Get(background, text(step, "model"), nil)
	case "count":
		return s.client.Models.CountTokens(background, modelOf(step), s.contents(step["contents"]), nil)
	case "generate":
		response, err := s.client.Models.GenerateContent(
			background, modelOf(step), s.contents(step["contents"]), configOf(step))
		return seen(response, err)
	case "stream":
		return joined(s.client.Models.GenerateContentStream(
			background, modelOf(step), s.contents(step["contents"]), configOf(step)))
	case "chat":
		return s.chat(step)
	}
	return nil, fmt.Errorf("no such step: %v", step["do"])
}

func (s steps) upload(step object) (any, error) {
	path := filepath.Join(documents, text(step, "document"))
	config := decoded[genai.UploadFileConfig](step["config"])
	var file *genai.File
	var err error
	if from := text(step, "from"); from == "" || from == "path" {
		file, err = s.client.Files.UploadFromPath(background, path, config)
	} else {
		var opened *os.File
		if opened, err = os.Open(path); err != nil {
			return nil, err
		}
		defer opened.Close()
		file, err = s.client.Files.Upload(background, struct{ io.Reader }{opened}, config)
	}
	if err == nil {
		s.files[as(step)] = file
	}
	return file, err
}

func (s steps) chat(step object) (any, error) {
	chat, err := s.client.Chats.Create(background, modelOf(step), configOf(step), nil)
	if err != nil {
		return nil, err
	}
	answers := []any{}
	for _, message := range step["messages"].([]any) {
		parts := s.contents(message)[0].Parts
		var answer any
		if step["isStreamed"] == true {
			answer, err = joined(chat.SendStream(background, parts...))
		} else {
			var response *genai.GenerateContentResponse
			response, err = chat.Send(background, parts...)
			if err == nil {
				answer, err = seen(response, nil)
			}
		}
		if err != nil {
			return nil, err
		}
		answers = append(answers, answer)
	}
	return object{"answers": answers, "turns": len(chat.History(false))}, nil
}

func (s steps) contents(given any) []*genai.Content {
	if message, ok := given.(string); ok {
		return genai.Text(message)
	}
	contents := []*genai.Content{}
	parts := []*genai.Part{}
	for _, item := range given.([]any) {
		if fields, ok := item.(object); ok && fields["parts"] != nil {
			contents = append(contents, decoded[genai.Content](item))
		} else {
			parts = append(parts, s.part(item))
		}
	}
	if len(parts) > 0 {
		contents = append(contents, genai.NewContentFromParts(parts, genai.RoleUser))
	}
	return contents
}

func (s steps) part(item any) *genai.Part {
	fields, ok := item.(object)
	if !ok {
		return genai.NewPartFromText(item.(string))
	}
	if file, ok := fields["file"].(string); ok {
		return genai.NewPartFromFile(*s.files[file])
	}
	if document, ok := fields["document"].(string); ok {
		return genai.NewPartFromBytes(read(document), text(fields, "mimeType"))
	}
	if uri, ok := fields["uri"].(string); ok {
		return genai.NewPartFromURI(uri, text(fields, "mimeType"))
	}
	return decoded[genai.Part](item)
}

func configOf(step object) *genai.GenerateContentConfig {
	given, ok := step["config"].(object)
	if !ok {
		return nil
	}
	if instruction, ok := given["systemInstruction"].(string); ok {
		given["systemInstruction"] = genai.NewContentFromText(instruction, genai.RoleUser)
	}
	return decoded[genai.GenerateContentConfig](given)
}

func decoded[T any](given any) *T {
	if given == nil {
		return nil
	}
	data, err := json.Marshal(given)
	if err != nil {
		panic(err)
	}
	value := new(T)
	if err := json.Unmarshal(data, value); err != nil {
		panic(err)
	}
	return value
}

func all[T any](as string, page genai.Page[T], err error) (any, error) {
	if err != nil {
		return nil, err
	}
	first := len(page.Items)
	found := []*T{}
	for {
		found = append(found, page.Items...)
		if page, err = page.Next(background); errors.Is(err, genai.ErrPageDone) {
			return object{"first": first, as: found}, nil
		} else if err != nil {
			return nil, err
		}
	}
}

func seen(response *genai.GenerateContentResponse, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	headers := object{}
	if response.SDKHTTPResponse != nil {
		for header := range response.SDKHTTPResponse.Headers {
			headers[strings.ToLower(header)] = response.SDKHTTPResponse.Headers.Get(header)
		}
	}
	return object{"response": response, "text": response.Text(), "headers": headers}, nil
}

func joined(stream iter.Seq2[*genai.GenerateContentResponse, error]) (any, error) {
	chunks := []any{}
	var all strings.Builder
	for chunk, err := range stream {
		if err != nil {
			return nil, err
		}
		chunks = append(chunks, chunk)
		all.WriteString(chunk.Text())
	}
	return object{"chunks": chunks, "text": all.String()}, nil
}

func told(err error) (any, bool) {
	var apiError genai.APIError
	if errors.As(err, &apiError) {
		return object{"error": apiError}, true
	}
	if match := wrapped.FindStringSubmatch(err.Error()); match != nil {
		code, _ := strconv.Atoi(match[1])
		return object{"error": object{"code": code, "message": match[2], "status": match[3]}}, true
	}
	return nil, false
}

func play(t test) (line object) {
	saw := object{}
	line = object{"case": t.ID, "saw": saw}
	defer func() {
		if fault := recover(); fault != nil {
			line["broken"] = fmt.Sprint(fault)
		}
	}()
	clients := map[string]steps{}
	for _, step := range t.Steps {
		key := t.Key
		if other, ok := step["key"].(string); ok {
			key = other
		}
		if _, ok := clients[key]; !ok {
			clients[key] = steps{newClient(t, key), map[string]*genai.File{}}
		}
		resolved := resolve(step, saw).(object)
		result, err := clients[key].take(resolved)
		if err != nil {
			var ok bool
			if result, ok = told(err); !ok {
				panic(err)
			}
		}
		saw[as(step)] = plain(result)
	}
	return line
}

func newClient(t test, key string) *genai.Client {
	client, err := genai.NewClient(background, &genai.ClientConfig{
		APIKey:  key,
		Backend: genai.BackendGeminiAPI,
		HTTPOptions: genai.HTTPOptions{
			BaseURL: url + t.Client["prefix"], APIVersion: t.Client["version"],
		},
	})
	if err != nil {
		panic(err)
	}
	return client
}

func plain(value any) any { return *decoded[any](value) }

func resolve(value any, saw object) any {
	switch value := value.(type) {
	case string:
		return reference.ReplaceAllStringFunc(value, func(match string) string {
			return referred(match[2:len(match)-1], saw)
		})
	case []any:
		items := make([]any, len(value))
		for index, item := range value {
			items[index] = resolve(item, saw)
		}
		return items
	case object:
		fields := object{}
		for key, item := range value {
			fields[key] = resolve(item, saw)
		}
		return fields
	}
	return value
}

func referred(path string, saw any) string {
	if kind, document, ok := strings.Cut(path, ":"); ok {
		if kind == "base64url" {
			return base64.RawURLEncoding.EncodeToString(read(document))
		}
		return base64.StdEncoding.EncodeToString(read(document))
	}
	for _, part := range strings.Split(path, ".") {
		if items, ok := saw.([]any); ok {
			index, _ := strconv.Atoi(part)
			saw = items[index]
		} else {
			saw = saw.(object)[part]
		}
	}
	return fmt.Sprint(saw)
}

func read(document string) []byte {
	data, err := os.ReadFile(filepath.Join(documents, document))
	if err != nil {
		panic(err)
	}
	return data
}

func text(fields object, key string) string {
	value, _ := fields[key].(string)
	return value
}

func modelOf(step object) string {
	if given := text(step, "model"); given != "" {
		return given
	}
	return model
}

func as(step object) string {
	if given := text(step, "as"); given != "" {
		return given
	}
	return text(step, "do")
}

func main() {
	documents, url = os.Args[2], os.Args[3]
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var tests []test
	if err := json.Unmarshal(data, &tests); err != nil {
		panic(err)
	}
	output := json.NewEncoder(os.Stdout)
	for _, t := range tests {
		if err := output.Encode(play(t)); err != nil {
			panic(err)
		}
	}
}
