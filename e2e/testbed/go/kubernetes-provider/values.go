package main

import (
	"encoding/json"
	"math"
	"strings"

	"google.golang.org/protobuf/types/known/structpb"
)

// object is plain data as client-go has it: maps, slices, strings, booleans, int64, float64 and nil.
type object = map[string]any

const (
	// unknown is the engine's marker for a value that is known only after other resources exist.
	unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
	// A secret is an object with this key and value, and its value beside them.
	signature       = "4dabf18193072939515e22adb298388d"
	secretSignature = "1b47061264138c4ac30d75fd1eb44270"
)

// decode gives a message's data without secrets' wrappers and without keys that are between an SDK and its provider
// (`__defaults`). Nothing that it returns knows what was secret: encode marks it again.
func decode(message *structpb.Struct) object {
	if message == nil {
		return object{}
	}
	decoded, _ := plain(message.AsMap()).(object)
	return decoded
}

func plain(value any) any {
	switch value := value.(type) {
	case float64:
		// A message has doubles only, and the API server refuses 80.0 where it wants an integer.
		if value == math.Trunc(value) && math.Abs(value) < 1<<53 {
			return int64(value)
		}
	case object:
		if inner, secret := unwrap(value); secret {
			return plain(inner)
		}
		out := make(object, len(value))
		for key, item := range value {
			if !strings.HasPrefix(key, "__") {
				out[toDashes(key)] = plain(item)
			}
		}
		return out
	case []any:
		out := make([]any, len(value))
		for i, item := range value {
			out[i] = plain(item)
		}
		return out
	}
	return value
}

func unwrap(value object) (any, bool) {
	if value[signature] == secretSignature {
		return value["value"], true
	}
	return nil, false
}

// encode makes a message of plain data. What was secret in the message that it came from is secret again, and so is
// everything in a Secret.
func encode(value object, from *structpb.Struct) *structpb.Struct {
	origin := object{}
	if from != nil {
		origin = from.AsMap()
	}
	marked := mark(value, origin)
	if value["kind"] == "Secret" && value["apiVersion"] == "v1" {
		if fields, ok := marked.(object); ok {
			for _, key := range []string{"data", "stringData"} {
				if data, found := fields[key]; found {
					fields[key] = secret(data)
				}
			}
		}
	}
	// Through JSON, because a message takes float64 alone.
	text, err := json.Marshal(marked)
	if err != nil {
		panic(err) // plain data has no value that JSON lacks
	}
	message := &structpb.Struct{}
	if err := message.UnmarshalJSON(text); err != nil {
		panic(err)
	}
	return message
}

func mark(value, origin any) any {
	from, _ := origin.(object)
	if inner, wrapped := unwrap(from); wrapped {
		return secret(mark(value, inner))
	}
	switch value := value.(type) {
	case object:
		out := make(object, len(value))
		for key, item := range value {
			key = toUnderscores(key)
			out[key] = mark(item, from[key])
		}
		return out
	case []any:
		// Elements may have moved, so one secret makes the whole list secret.
		out := make([]any, len(value))
		for i, item := range value {
			out[i] = mark(item, nil)
		}
		if containsSecret(origin) {
			return secret(out)
		}
		return out
	}
	return value
}

func secret(value any) any {
	if wrapped, ok := value.(object); ok {
		if _, already := unwrap(wrapped); already {
			return value
		}
	}
	return object{signature: secretSignature, "value": value}
}

func containsSecret(value any) bool {
	switch value := value.(type) {
	case object:
		if _, wrapped := unwrap(value); wrapped {
			return true
		}
		for _, item := range value {
			if containsSecret(item) {
				return true
			}
		}
	case []any:
		for _, item := range value {
			if containsSecret(item) {
				return true
			}
		}
	}
	return false
}

// The SDK spells x-kubernetes-list-type and its like with underscores.

func toDashes(key string) string {
	if strings.HasPrefix(key, "x_kubernetes_") {
		return strings.ReplaceAll(key, "_", "-")
	}
	return key
}

func toUnderscores(key string) string {
	if strings.HasPrefix(key, "x-kubernetes-") {
		return strings.ReplaceAll(key, "-", "_")
	}
	return key
}

func hasUnknown(value any) bool {
	switch value := value.(type) {
	case string:
		return value == unknown
	case object:
		for _, item := range value {
			if hasUnknown(item) {
				return true
			}
		}
	case []any:
		for _, item := range value {
			if hasUnknown(item) {
				return true
			}
		}
	}
	return false
}
