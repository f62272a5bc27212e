package main

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/types/known/structpb"
)

func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n got %#v\nwant %#v", what, got, want)
	}
}

func message(t *testing.T, text string) *structpb.Struct {
	t.Helper()
	out := &structpb.Struct{}
	if err := out.UnmarshalJSON([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return out
}

func hidden(value any) object { return object{signature: secretSignature, "value": value} }

func hiddenText(value string) string {
	text, _ := json.Marshal(hidden(value))
	return string(text)
}

func TestDecodeGivesWhatTheAPIServerTakes(t *testing.T) {
	got := decode(message(t, `{"__defaults":[],"spec":{"__defaults":["x"],"replicas":3,"ratio":0.5,"x_kubernetes_list_type":"map"},`+
		`"list":[1,{"__a":1}],"secret":`+hiddenText("hush")+`,"large":9007199254740993}`))
	equal(t, "decoded", got, object{
		"spec": object{"replicas": int64(3), "ratio": 0.5, "x-kubernetes-list-type": "map"},
		"list": []any{int64(1), object{}}, "secret": "hush", "large": float64(9007199254740992),
	})
	equal(t, "nothing", decode(nil), object{})
}

func TestEncodeHidesWhatWasSecret(t *testing.T) {
	from := message(t, `{"spec":{"a":`+hiddenText("hush")+`,"list":[{"b":`+hiddenText("hush")+`}]},"all":`+hiddenText("hush")+`}`)
	got := encode(object{
		"spec":   object{"a": "hush", "list": []any{object{"b": "hush"}, "c"}, "x-kubernetes-list-type": "map", "n": int64(1)},
		"all":    object{"deep": "hush"},
		"status": "open",
	}, from).AsMap()
	equal(t, "encoded", got, object{
		"spec": object{
			"a": hidden("hush"), "list": hidden([]any{object{"b": "hush"}, "c"}), "x_kubernetes_list_type": "map", "n": float64(1),
		},
		"all": hidden(object{"deep": "hush"}), "status": "open",
	})
}

func TestEncodeHidesASecretsData(t *testing.T) {
	from := message(t, `{"stringData":`+hiddenText("hush")+`}`)
	state := object{"apiVersion": "v1", "kind": "Secret", "data": object{"key": base64Text("hush")}, "stringData": object{"key": "hush"}}
	got := encode(state, from).AsMap()
	equal(t, "data", got["data"], hidden(object{"key": base64Text("hush")}))
	equal(t, "stringData, hidden once", got["stringData"], hidden(object{"key": "hush"}))
	equal(t, "stringData of nobody knows where", encode(state, nil).AsMap()["stringData"], hidden(object{"key": "hush"}))
	if _, plain := state["data"].(object)["key"]; !plain {
		t.Error("encode changed the object it was given")
	}
}

func TestUnknownsAreFoundAnywhere(t *testing.T) {
	equal(t, "in a list", hasUnknown(object{"a": []any{object{"b": unknown}}}), true)
	equal(t, "nowhere", hasUnknown(object{"a": []any{object{"b": "x"}}, "c": nil}), false)
}

func TestPruneKeepsWhatWasAskedFor(t *testing.T) {
	live := object{"spec": object{"replicas": int64(3), "added": true, "ports": []any{
		object{"port": int64(1), "nodePort": int64(2)}, object{"port": int64(3)},
	}}, "status": object{}}
	asked := object{"spec": object{"replicas": int64(1), "gone": "x", "ports": []any{object{"port": int64(1)}}}}
	equal(t, "pruned", prune(live, asked), object{"spec": object{"replicas": int64(3), "ports": []any{object{"port": int64(1)}}}})
}

func TestMergeGoesKeyByKey(t *testing.T) {
	base := object{"a": object{"b": int64(1), "c": int64(2)}, "list": []any{int64(1)}}
	over := object{"a": object{"b": int64(3)}, "list": []any{}}
	equal(t, "merged", merge(base, over), object{"a": object{"b": int64(3), "c": int64(2)}, "list": []any{}})
	equal(t, "base is left alone", base["a"], object{"b": int64(1), "c": int64(2)})
}

func TestNormalizeWritesAsTheServer(t *testing.T) {
	container := func(cpu string) object {
		return object{"name": "a", "resources": object{"requests": object{"cpu": cpu}}}
	}
	deployment := func(cpu string) object {
		return object{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": object{"name": "d"},
			"spec": object{"template": object{"spec": object{"containers": []any{container(cpu)}}}}}
	}
	given := deployment("0.5")
	given["metadata"].(object)["uid"] = "1"
	given["spec"].(object)["paused"] = nil
	equal(t, "a quantity", normalize(given), deployment("500m"))
	fleet := object{"apiVersion": "agones.dev/v1", "kind": "Fleet", "spec": object{"cpu": "0.5"}}
	equal(t, "a custom resource", normalize(fleet), fleet)
	unfinished := deployment(unknown)
	equal(t, "with an unknown", normalize(unfinished), unfinished)
}

func TestNormalizeTurnsStringDataIntoData(t *testing.T) {
	got := normalize(object{"apiVersion": "v1", "kind": "Secret", "data": object{"a": "aGk=", "b": "eA=="}, "stringData": object{"b": "y"}})
	equal(t, "secret", got, object{"apiVersion": "v1", "kind": "Secret", "data": object{"a": "aGk=", "b": base64Text("y")}})
}

func TestAWrongTypeDoesNotShowTheValue(t *testing.T) {
	_, err := parseRelease(object{"timeout": "hush"})
	if err == nil || strings.Contains(err.Error(), "hush") || !strings.Contains(err.Error(), "timeout") {
		t.Errorf("got %v, want the field and not its value", err)
	}
}

func TestAReleaseIsComparedWithWhatWasLastTried(t *testing.T) {
	tried := object{"name": "a", "values": object{"good": int64(1), "bad": true}}
	state := encode(object{"name": "a", "values": tried["values"], "status": object{}, triedInputs: secret(tried)}, nil)
	before, news := object{"name": "a", "values": object{"good": int64(1)}}, object{"name": "a", "values": object{"good": int64(1)}}
	got, err := releases{}.diff(&pulumirpc.DiffRequest{Olds: state}, decode(state), before, news)
	equal(t, "error", err, nil)
	equal(t, "a value of the failed update", got.DetailedDiff["values.bad"].GetKind(), pulumirpc.PropertyDiff_DELETE)
	equal(t, "nothing else", len(got.DetailedDiff), 1)
	equal(t, "no status in it", decode(state)[triedInputs], nil)
}
