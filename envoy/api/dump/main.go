// Command dump writes the descriptors of the parts of Envoy's API that the
// configuration uses, as a google.protobuf.FileDescriptorSet, to its output;
// with the argument "names", the names of the messages that are used instead.
// They come from go-control-plane, which is released with each Envoy.
package main

import (
	"fmt"
	"log"
	"os"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	bootstrap "github.com/envoyproxy/go-control-plane/envoy/config/bootstrap/v3"
	overload "github.com/envoyproxy/go-control-plane/envoy/config/overload/v3"
	trace "github.com/envoyproxy/go-control-plane/envoy/config/trace/v3"
	file "github.com/envoyproxy/go-control-plane/envoy/extensions/access_loggers/file/v3"
	cel "github.com/envoyproxy/go-control-plane/envoy/extensions/access_loggers/filters/cel/v3"
	stream "github.com/envoyproxy/go-control-plane/envoy/extensions/access_loggers/stream/v3"
	buffer "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/buffer/v3"
	cors "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/cors/v3"
	fault "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/fault/v3"
	stats "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/grpc_stats/v3"
	web "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/grpc_web/v3"
	jwt "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/jwt_authn/v3"
	limit "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/local_ratelimit/v3"
	rbac "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/rbac/v3"
	router "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/http/router/v3"
	manager "github.com/envoyproxy/go-control-plane/envoy/extensions/filters/network/http_connection_manager/v3"
	early "github.com/envoyproxy/go-control-plane/envoy/extensions/http/early_header_mutation/header_mutation/v3"
	downstream "github.com/envoyproxy/go-control-plane/envoy/extensions/resource_monitors/downstream_connections/v3"
	heap "github.com/envoyproxy/go-control-plane/envoy/extensions/resource_monitors/fixed_heap/v3"
	previous "github.com/envoyproxy/go-control-plane/envoy/extensions/retry/host/previous_hosts/v3"
	samplers "github.com/envoyproxy/go-control-plane/envoy/extensions/tracers/opentelemetry/samplers/v3"
	quic "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/quic/v3"
	tls "github.com/envoyproxy/go-control-plane/envoy/extensions/transport_sockets/tls/v3"
	upstream "github.com/envoyproxy/go-control-plane/envoy/extensions/upstreams/http/v3"
	runtime "github.com/envoyproxy/go-control-plane/envoy/service/runtime/v3"
)

var roots = []proto.Message{
	&bootstrap.Bootstrap{},
	&buffer.Buffer{},
	&cel.ExpressionFilter{},
	&cors.Cors{},
	&cors.CorsPolicy{},
	&downstream.DownstreamConnectionsConfig{},
	&early.HeaderMutation{},
	&fault.HTTPFault{},
	&file.FileAccessLog{},
	&heap.FixedHeapConfig{},
	&jwt.JwtAuthentication{},
	&jwt.PerRouteConfig{},
	&limit.LocalRateLimit{},
	&manager.HttpConnectionManager{},
	&overload.ScaleTimersOverloadActionConfig{},
	&previous.PreviousHostsPredicate{},
	&quic.QuicDownstreamTransport{},
	&rbac.RBAC{},
	&rbac.RBACPerRoute{},
	&router.Router{},
	&runtime.Runtime{},
	&samplers.ParentBasedSamplerConfig{},
	&samplers.TraceIdRatioBasedSamplerConfig{},
	&stats.FilterConfig{},
	&stream.StdoutAccessLog{},
	&tls.DownstreamTlsContext{},
	&tls.UpstreamTlsContext{},
	&trace.OpenTelemetryConfig{},
	&upstream.HttpProtocolOptions{},
	&web.GrpcWeb{},
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == "names" {
		for _, root := range roots {
			fmt.Println(root.ProtoReflect().Descriptor().FullName())
		}
		return
	}
	write()
}

func write() {
	set := &descriptorpb.FileDescriptorSet{}
	seen := map[string]bool{}
	for _, root := range roots {
		add(set, seen, root.ProtoReflect().Descriptor().ParentFile())
	}
	bytes, err := proto.MarshalOptions{Deterministic: true}.Marshal(set)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := os.Stdout.Write(bytes); err != nil {
		log.Fatal(err)
	}
}

// add appends a file after everything that it imports.
func add(set *descriptorpb.FileDescriptorSet, seen map[string]bool, file protoreflect.FileDescriptor) {
	if seen[file.Path()] {
		return
	}
	seen[file.Path()] = true
	for i := 0; i < file.Imports().Len(); i++ {
		add(set, seen, file.Imports().Get(i).FileDescriptor)
	}
	described := protodesc.ToFileDescriptorProto(file)
	dropExtensions(described.ProtoReflect())
	set.File = append(set.File, described)
}

// dropExtensions removes the annotations for validators and documentation, and
// with them the need for the files that define them.
func dropExtensions(message protoreflect.Message) {
	message.SetUnknown(nil)
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.IsExtension():
			message.Clear(field)
		case field.IsList() && field.Message() != nil:
			for i := 0; i < value.List().Len(); i++ {
				dropExtensions(value.List().Get(i).Message())
			}
		case !field.IsList() && field.Message() != nil:
			dropExtensions(value.Message())
		}
		return true
	})
}
