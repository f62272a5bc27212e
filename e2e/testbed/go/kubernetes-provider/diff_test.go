package main

import (
	"sort"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

func described(changes []change) []string {
	var out []string
	for _, one := range changes {
		out = append(out, one.kind.String()+" "+pathText(one.path))
	}
	sort.Strings(out)
	return out
}

func TestCompareNamesTheDeepestDifference(t *testing.T) {
	old := object{
		"same": int64(1), "number": float64(2), "gone": "x", "map": object{"a": "1", "b": "2"}, "list": []any{"a", object{"x": "1"}, "c"},
		"kind": "text",
	}
	new := object{
		"same": int64(1), "number": int64(2), "new": object{"deep": "1"}, "map": object{"a": "1", "b": unknown, "k.l": "3"},
		"list": []any{"a", object{"x": "2"}}, "kind": object{},
	}
	equal(t, "changes", described(compare(old, new)), []string{
		"ADD map[\"k.l\"]", "ADD new", "DELETE gone", "DELETE list[2]", "UPDATE kind", "UPDATE list[1].x", "UPDATE map.b",
	})
	if changes := compare(old, old); len(changes) > 0 {
		t.Errorf("an object differs from itself: %v", described(changes))
	}
}

func TestAnswer(t *testing.T) {
	changes := compare(object{"data": object{"a": "1"}, "spec": object{"x": "1"}}, object{"data": object{"a": "2"}, "spec": object{"x": "2"}})
	got := answer(changes, []string{"data"}, nil)
	equal(t, "replaces", got.Replaces, []string{"data.a"})
	equal(t, "kind", got.DetailedDiff["data.a"].Kind, pulumirpc.PropertyDiff_UPDATE_REPLACE)
	equal(t, "kind of the other", got.DetailedDiff["spec.x"].Kind, pulumirpc.PropertyDiff_UPDATE)
	equal(t, "ignored", answer(changes, []string{"data"}, []string{"data", "spec"}).Changes, pulumirpc.DiffResponse_DIFF_NONE)
	equal(t, "a longer name is another field", answer(changes, []string{"dat"}, nil).Replaces, []string(nil))
}

func TestAnUnknownReplacesByWhatItHides(t *testing.T) {
	deployment := object{"spec": object{"selector": object{"app": "a"}, "replicas": int64(1)}}
	replacing := []string{"spec.selector", "spec.volumeName", "metadata.name"}
	got := answer(compare(deployment, object{"spec": unknown}), replacing, nil)
	equal(t, "replaces", got.Replaces, []string{"spec.selector"})
	replicas := object{"spec": object{"selector": object{"app": "a"}, "replicas": unknown}}
	equal(t, "an unknown beside it", answer(compare(deployment, replicas), replacing, nil).Replaces, []string(nil))
}

func TestWhatReplaces(t *testing.T) {
	replaces := func(from object, settings settings, path string) bool {
		for _, one := range replacingPaths(from, settings) {
			if one == path {
				return true
			}
		}
		return false
	}
	secret := object{"apiVersion": "v1", "kind": "Secret"}
	equal(t, "a Secret's data", replaces(secret, settings{}, "data"), true)
	equal(t, "if it is mutable", replaces(secret, settings{secretMutable: true}, "data"), false)
	frozen := object{"apiVersion": "v1", "kind": "Secret", "immutable": true}
	equal(t, "unless it is frozen", replaces(frozen, settings{secretMutable: true}, "data"), true)
	equal(t, "a ConfigMap's data", replaces(object{"apiVersion": "v1", "kind": "ConfigMap"}, settings{}, "data"), true)
	deployment := object{"apiVersion": "apps/v1", "kind": "Deployment"}
	equal(t, "a Deployment's selector", replaces(deployment, settings{}, "spec.selector"), true)
	equal(t, "a Deployment's replicas", replaces(deployment, settings{}, "spec.replicas"), false)
	equal(t, "a Fleet's name", replaces(object{"apiVersion": "agones.dev/v1", "kind": "Fleet"}, settings{}, "metadata.name"), true)
}

func TestAnotherClusterReplacesTheProvider(t *testing.T) {
	kubeconfig := func(server string) string {
		return `{"apiVersion":"v1","kind":"Config","current-context":"a","contexts":[{"name":"a","context":{"cluster":"c","user":"u"}},` +
			`{"name":"b","context":{"cluster":"d","user":"u"}}],"clusters":[{"name":"c","cluster":{"server":"` + server + `"}},` +
			`{"name":"d","cluster":{"server":"https://d"}}],"users":[{"name":"u","user":{"token":"` + server + `"}}]}`
	}
	where := []string{"kubeconfig", "context", "cluster"}
	one, two := object{"kubeconfig": kubeconfig("https://1")}, object{"kubeconfig": kubeconfig("https://2")}
	equal(t, "another server", replacingArguments(one, two), where)
	equal(t, "another context", replacingArguments(one, object{"kubeconfig": kubeconfig("https://1"), "context": "b"}), where)
	equal(t, "a cluster beside it", replacingArguments(object{"kubeconfig": kubeconfig("https://1"), "context": "b"},
		object{"kubeconfig": kubeconfig("https://2"), "context": "b"}), []string(nil))
	equal(t, "not known yet", replacingArguments(one, object{"kubeconfig": unknown}), where)
	one["clusterIdentifier"], two["clusterIdentifier"] = "x", "x"
	equal(t, "the same by its identifier", replacingArguments(one, two), []string(nil))
	two["clusterIdentifier"] = "y"
	equal(t, "another by its identifier", replacingArguments(one, two), []string{"clusterIdentifier"})
}

func TestArgumentsThatWouldBeIgnoredAreRefused(t *testing.T) {
	for _, arguments := range []object{{"renderYamlToDirectory": "x"}, {"enableServerSideApply": "false"}, {"alwaysRender": "true"}} {
		if _, err := readSettings(arguments); err == nil {
			t.Errorf("%v is no error", arguments)
		}
	}
	got, err := readSettings(object{"alwaysRender": "false", "enablePatchForce": "true", "namespace": "games"})
	equal(t, "error", err, nil)
	equal(t, "settings", got, settings{patchForce: true, namespace: "games"})
}
