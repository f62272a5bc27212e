package main

// withoutNulls drops keys without a value: an apply would take null for a value of its own.
func withoutNulls(value any) any {
	switch value := value.(type) {
	case object:
		out := make(object, len(value))
		for key, item := range value {
			if item != nil {
				out[key] = withoutNulls(item)
			}
		}
		return out
	case []any:
		out := make([]any, len(value))
		for i, item := range value {
			out[i] = withoutNulls(item)
		}
		return out
	}
	return value
}

// prune keeps of what is live the fields that someone asked for: what the API server adds is no change.
func prune(live, shape any) any {
	switch shape := shape.(type) {
	case object:
		if live, ok := live.(object); ok {
			out := object{}
			for key, part := range shape {
				if value, found := live[key]; found {
					out[key] = prune(value, part)
				}
			}
			return out
		}
	case []any:
		if live, ok := live.([]any); ok {
			out := make([]any, 0, len(shape))
			for i := 0; i < len(shape) && i < len(live); i++ {
				out = append(out, prune(live[i], shape[i]))
			}
			return out
		}
	}
	return live
}

// merge lays values over others, maps key by key, as Helm does with values files.
func merge(base, over object) object {
	out := object{}
	for key, value := range base {
		out[key] = value
	}
	for key, value := range over {
		below, isMap := out[key].(object)
		above, overMap := value.(object)
		if isMap && overMap {
			out[key] = merge(below, above)
		} else {
			out[key] = value
		}
	}
	return out
}
