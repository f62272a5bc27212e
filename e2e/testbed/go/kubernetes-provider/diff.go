package main

import (
	"fmt"
	"reflect"
	"sort"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// change is one difference between what is there and what is wanted, at the deepest place where they differ.
type change struct {
	path []any // keys and indices
	kind pulumirpc.PropertyDiff_Kind
	// What an unknown takes the place of. All of it may change.
	unsure object
}

// compare lists the changes that lead from old to new.
func compare(old, new any) []change {
	return compareAt(nil, old, new)
}

func compareAt(path []any, old, new any) []change {
	if new == unknown {
		before, _ := old.(object)
		return []change{{path: path, kind: pulumirpc.PropertyDiff_UPDATE, unsure: before}}
	}
	switch new := new.(type) {
	case object:
		if old, ok := old.(object); ok {
			return compareMaps(path, old, new)
		}
	case []any:
		if old, ok := old.([]any); ok {
			return compareSlices(path, old, new)
		}
	}
	if reflect.DeepEqual(old, new) || sameNumber(old, new) {
		return nil
	}
	return []change{{path: path, kind: pulumirpc.PropertyDiff_UPDATE}}
}

func compareMaps(path []any, old, new object) (changes []change) {
	for key, value := range new {
		if before, found := old[key]; found {
			changes = append(changes, compareAt(at(path, key), before, value)...)
		} else {
			changes = append(changes, change{path: at(path, key), kind: pulumirpc.PropertyDiff_ADD})
		}
	}
	for key := range old {
		if _, found := new[key]; !found {
			changes = append(changes, change{path: at(path, key), kind: pulumirpc.PropertyDiff_DELETE})
		}
	}
	return changes
}

func compareSlices(path []any, old, new []any) (changes []change) {
	for i := range max(len(old), len(new)) {
		switch {
		case i >= len(old):
			changes = append(changes, change{path: at(path, i), kind: pulumirpc.PropertyDiff_ADD})
		case i >= len(new):
			changes = append(changes, change{path: at(path, i), kind: pulumirpc.PropertyDiff_DELETE})
		default:
			changes = append(changes, compareAt(at(path, i), old[i], new[i])...)
		}
	}
	return changes
}

// at is a path one step deeper, in memory of its own.
func at(path []any, step any) []any {
	return append(append(make([]any, 0, len(path)+1), path...), step)
}

func sameNumber(a, b any) bool {
	left, ok := number(a)
	right, also := number(b)
	return ok && also && left == right
}

func number(value any) (float64, bool) {
	switch value := value.(type) {
	case int64:
		return float64(value), true
	case float64:
		return value, true
	}
	return 0, false
}

// pathText spells a path as the engine reads it: spec.ports[0]["a.b"].
func pathText(path []any) string {
	var out strings.Builder
	for _, step := range path {
		switch step := step.(type) {
		case int:
			fmt.Fprintf(&out, "[%d]", step)
		case string:
			switch {
			case strings.ContainsAny(step, `."[]`):
				fmt.Fprintf(&out, `["%s"]`, strings.ReplaceAll(step, `"`, `\"`))
			case out.Len() > 0:
				out.WriteString("." + step)
			default:
				out.WriteString(step)
			}
		}
	}
	return out.String()
}

// below is whether a path is at or below a dotted one; an index matches nothing, so lists count as a whole.
func below(path []any, dotted string) bool {
	for i, step := range strings.Split(dotted, ".") {
		if i >= len(path) || path[i] != step {
			return false
		}
	}
	return true
}

// answer turns changes into the engine's form. A change at or below one of the replacing paths replaces the resource;
// one that ignoreChanges names is none.
func answer(changes []change, replacing, ignored []string) *pulumirpc.DiffResponse {
	response := &pulumirpc.DiffResponse{
		Changes:         pulumirpc.DiffResponse_DIFF_NONE,
		HasDetailedDiff: true,
		DetailedDiff:    map[string]*pulumirpc.PropertyDiff{},
	}
	for _, change := range append(changes, unsureChanges(changes, replacing)...) {
		if anyBelow(change.path, ignored) {
			continue
		}
		at, kind := pathText(change.path), change.kind
		if anyBelow(change.path, replacing) {
			response.Replaces = append(response.Replaces, at)
			kind = replacement(kind)
		}
		response.Changes = pulumirpc.DiffResponse_DIFF_SOME
		response.DetailedDiff[at] = &pulumirpc.PropertyDiff{Kind: kind, InputDiff: kind == pulumirpc.PropertyDiff_DELETE}
		response.Diffs = append(response.Diffs, fmt.Sprint(change.path[0]))
	}
	sort.Strings(response.Replaces)
	sort.Strings(response.Diffs)
	return response
}

// unsureChanges are the replacing fields within what became unknown. The engine asks so about whatever depends on a
// resource that goes before its replacement comes: a Deployment that reads a Secret is then replaced with it.
func unsureChanges(changes []change, replacing []string) (unsure []change) {
	for _, one := range changes {
		for _, dotted := range replacing {
			steps := strings.Split(dotted, ".")
			if len(steps) <= len(one.path) || !below(toPath(steps), pathText(one.path)) {
				continue
			}
			if _, found, _ := unstructured.NestedFieldNoCopy(one.unsure, steps[len(one.path):]...); found {
				unsure = append(unsure, change{path: toPath(steps), kind: pulumirpc.PropertyDiff_UPDATE})
			}
		}
	}
	return unsure
}

func toPath(steps []string) (path []any) {
	for _, step := range steps {
		path = append(path, step)
	}
	return path
}

func anyBelow(path []any, dotted []string) bool {
	for _, one := range dotted {
		if below(path, one) {
			return true
		}
	}
	return false
}

func replacement(kind pulumirpc.PropertyDiff_Kind) pulumirpc.PropertyDiff_Kind {
	switch kind {
	case pulumirpc.PropertyDiff_ADD:
		return pulumirpc.PropertyDiff_ADD_REPLACE
	case pulumirpc.PropertyDiff_DELETE:
		return pulumirpc.PropertyDiff_DELETE_REPLACE
	default:
		return pulumirpc.PropertyDiff_UPDATE_REPLACE
	}
}
