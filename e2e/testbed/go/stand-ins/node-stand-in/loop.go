package main

import (
	"context"
	"log"
	"time"

	"k8s.io/client-go/tools/cache"
)

// A loop looks at everything of some kinds whenever one of them changes, and again after a failure. The numbers in a
// test bed are small, and what looks at everything forgets nothing.
type loop struct {
	name      string
	of        []cache.SharedIndexInformer
	reconcile func(context.Context) error
	changed   chan struct{}
}

func newLoop(name string, reconcile func(context.Context) error, of ...cache.SharedIndexInformer) loop {
	return loop{name, of, reconcile, make(chan struct{}, 1)}
}

func (l loop) listen() error {
	note := func() {
		select {
		case l.changed <- struct{}{}:
		default: // it will look anyway
		}
	}
	for _, informer := range l.of {
		_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
			AddFunc:    func(any) { note() },
			UpdateFunc: func(any, any) { note() },
			DeleteFunc: func(any) { note() },
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l loop) run(ctx context.Context) {
	for {
		if err := l.reconcile(ctx); err != nil && ctx.Err() == nil {
			log.Printf("%s: %v", l.name, err)
			time.AfterFunc(500*time.Millisecond, func() {
				select {
				case l.changed <- struct{}{}:
				default:
				}
			})
		}
		select {
		case <-ctx.Done():
			return
		case <-l.changed:
			time.Sleep(20 * time.Millisecond) // changes come in bursts
		}
	}
}
