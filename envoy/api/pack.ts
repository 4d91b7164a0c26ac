import type { ClusterJson } from '#gen/envoy/envoy/config/cluster/v3/cluster_pb.js';
import type { ClusterLoadAssignmentJson } from '#gen/envoy/envoy/config/endpoint/v3/endpoint_pb.js';
import type { ScaleTimersOverloadActionConfigJson } from '#gen/envoy/envoy/config/overload/v3/overload_pb.js';
import type { RouteConfigurationJson } from '#gen/envoy/envoy/config/route/v3/route_pb.js';
import type { OpenTelemetryConfigJson } from '#gen/envoy/envoy/config/trace/v3/opentelemetry_pb.js';
import type { FileAccessLogJson } from '#gen/envoy/envoy/extensions/access_loggers/file/v3/file_pb.js';
import type { ExpressionFilterJson } from '#gen/envoy/envoy/extensions/access_loggers/filters/cel/v3/cel_pb.js';
import type { StdoutAccessLogJson } from '#gen/envoy/envoy/extensions/access_loggers/stream/v3/stream_pb.js';
import type { BufferJson } from '#gen/envoy/envoy/extensions/filters/http/buffer/v3/buffer_pb.js';
import type { CorsJson, CorsPolicyJson } from '#gen/envoy/envoy/extensions/filters/http/cors/v3/cors_pb.js';
import type { HTTPFaultJson } from '#gen/envoy/envoy/extensions/filters/http/fault/v3/fault_pb.js';
import type { FilterConfigJson } from '#gen/envoy/envoy/extensions/filters/http/grpc_stats/v3/config_pb.js';
import type { GrpcWebJson } from '#gen/envoy/envoy/extensions/filters/http/grpc_web/v3/grpc_web_pb.js';
import type {
  JwtAuthenticationJson,
  PerRouteConfigJson,
} from '#gen/envoy/envoy/extensions/filters/http/jwt_authn/v3/config_pb.js';
import type { LocalRateLimitJson } from '#gen/envoy/envoy/extensions/filters/http/local_ratelimit/v3/local_rate_limit_pb.js';
import type { RBACJson, RBACPerRouteJson } from '#gen/envoy/envoy/extensions/filters/http/rbac/v3/rbac_pb.js';
import type { RouterJson } from '#gen/envoy/envoy/extensions/filters/http/router/v3/router_pb.js';
import type { HttpConnectionManagerJson } from '#gen/envoy/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager_pb.js';
import type { HeaderMutationJson } from '#gen/envoy/envoy/extensions/http/early_header_mutation/header_mutation/v3/header_mutation_pb.js';
import type { DownstreamConnectionsConfigJson } from '#gen/envoy/envoy/extensions/resource_monitors/downstream_connections/v3/downstream_connections_pb.js';
import type { FixedHeapConfigJson } from '#gen/envoy/envoy/extensions/resource_monitors/fixed_heap/v3/fixed_heap_pb.js';
import type { PreviousHostsPredicateJson } from '#gen/envoy/envoy/extensions/retry/host/previous_hosts/v3/previous_hosts_pb.js';
import type { ParentBasedSamplerConfigJson } from '#gen/envoy/envoy/extensions/tracers/opentelemetry/samplers/v3/parent_based_sampler_pb.js';
import type { TraceIdRatioBasedSamplerConfigJson } from '#gen/envoy/envoy/extensions/tracers/opentelemetry/samplers/v3/trace_id_ratio_based_sampler_pb.js';
import type { QuicDownstreamTransportJson } from '#gen/envoy/envoy/extensions/transport_sockets/quic/v3/quic_transport_pb.js';
import type { SecretJson } from '#gen/envoy/envoy/extensions/transport_sockets/tls/v3/secret_pb.js';
import type {
  DownstreamTlsContextJson,
  UpstreamTlsContextJson,
} from '#gen/envoy/envoy/extensions/transport_sockets/tls/v3/tls_pb.js';
import type { HttpProtocolOptionsJson } from '#gen/envoy/envoy/extensions/upstreams/http/v3/http_protocol_options_pb.js';
import type { RuntimeJson } from '#gen/envoy/envoy/service/runtime/v3/rtds_pb.js';
import type { AnyJson } from '#gen/envoy/google/protobuf/any_pb.js';

/** The messages that stand in a google.protobuf.Any of the configuration, by their full names. */
interface Packable {
  'envoy.config.cluster.v3.Cluster': ClusterJson;
  'envoy.config.endpoint.v3.ClusterLoadAssignment': ClusterLoadAssignmentJson;
  'envoy.config.route.v3.RouteConfiguration': RouteConfigurationJson;
  'envoy.config.trace.v3.OpenTelemetryConfig': OpenTelemetryConfigJson;
  'envoy.config.overload.v3.ScaleTimersOverloadActionConfig': ScaleTimersOverloadActionConfigJson;
  'envoy.extensions.access_loggers.file.v3.FileAccessLog': FileAccessLogJson;
  'envoy.extensions.access_loggers.filters.cel.v3.ExpressionFilter': ExpressionFilterJson;
  'envoy.extensions.access_loggers.stream.v3.StdoutAccessLog': StdoutAccessLogJson;
  'envoy.extensions.filters.http.buffer.v3.Buffer': BufferJson;
  'envoy.extensions.filters.http.cors.v3.Cors': CorsJson;
  'envoy.extensions.filters.http.cors.v3.CorsPolicy': CorsPolicyJson;
  'envoy.extensions.filters.http.fault.v3.HTTPFault': HTTPFaultJson;
  'envoy.extensions.filters.http.grpc_stats.v3.FilterConfig': FilterConfigJson;
  'envoy.extensions.filters.http.grpc_web.v3.GrpcWeb': GrpcWebJson;
  'envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication': JwtAuthenticationJson;
  'envoy.extensions.filters.http.jwt_authn.v3.PerRouteConfig': PerRouteConfigJson;
  'envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit': LocalRateLimitJson;
  'envoy.extensions.filters.http.rbac.v3.RBAC': RBACJson;
  'envoy.extensions.filters.http.rbac.v3.RBACPerRoute': RBACPerRouteJson;
  'envoy.extensions.filters.http.router.v3.Router': RouterJson;
  'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager': HttpConnectionManagerJson;
  'envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation': HeaderMutationJson;
  'envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig': DownstreamConnectionsConfigJson;
  'envoy.extensions.resource_monitors.fixed_heap.v3.FixedHeapConfig': FixedHeapConfigJson;
  'envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate': PreviousHostsPredicateJson;
  'envoy.extensions.tracers.opentelemetry.samplers.v3.ParentBasedSamplerConfig': ParentBasedSamplerConfigJson;
  'envoy.extensions.tracers.opentelemetry.samplers.v3.TraceIdRatioBasedSamplerConfig': TraceIdRatioBasedSamplerConfigJson;
  'envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport': QuicDownstreamTransportJson;
  'envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext': DownstreamTlsContextJson;
  'envoy.extensions.transport_sockets.tls.v3.Secret': SecretJson;
  'envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext': UpstreamTlsContextJson;
  'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': HttpProtocolOptionsJson;
  'envoy.service.runtime.v3.Runtime': RuntimeJson;
}

/** A message of Envoy's API in the form that an Any has in JSON. Its fields are checked against its name. */
export function pack<Name extends keyof Packable>(name: Name, message: Packable[Name]): AnyJson {
  return { '@type': `type.googleapis.com/${name}`, ...message };
}
