//go:build ignore

// Writes types.inc: for every kind that a manifest can hold, the JSON fields the API server decodes
// and their types, read off the Go types of k8s.io/api by reflection. No part of the build. Run it
// in this folder; the module versions below are the whole input, so equal versions give equal bytes:
//
//	d=$(mktemp -d) && cp generate.go "$d" && (cd "$d" && go mod init generate &&
//	  go mod edit -require=k8s.io/api@v0.36.2 -require=k8s.io/apimachinery@v0.36.2 \
//	    -require=k8s.io/old-api@v0.34.1 -replace=k8s.io/old-api=k8s.io/api@v0.34.1 &&
//	  go run -mod=mod generate.go) >types.inc
//
// old-api is the last release that still had autoscaling/v2beta1 and v2beta2.
//
// A kind is a manifest's when it has ObjectMeta: lists, options and reviews are left out. Embedded
// structs are flattened. Structs of equal fields and types become one, under the name met first; a
// constant is defined before it is used, so the C++ needs no initialisation at run time.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	admissionregistrationv1alpha1 "k8s.io/api/admissionregistration/v1alpha1"
	admissionregistrationv1beta1 "k8s.io/api/admissionregistration/v1beta1"
	apiserverinternalv1alpha1 "k8s.io/api/apiserverinternal/v1alpha1"
	appsv1 "k8s.io/api/apps/v1"
	appsv1beta1 "k8s.io/api/apps/v1beta1"
	appsv1beta2 "k8s.io/api/apps/v1beta2"
	authenticationv1 "k8s.io/api/authentication/v1"
	authorizationv1 "k8s.io/api/authorization/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	batchv1beta1 "k8s.io/api/batch/v1beta1"
	certificatesv1 "k8s.io/api/certificates/v1"
	certificatesv1alpha1 "k8s.io/api/certificates/v1alpha1"
	certificatesv1beta1 "k8s.io/api/certificates/v1beta1"
	coordinationv1 "k8s.io/api/coordination/v1"
	coordinationv1alpha2 "k8s.io/api/coordination/v1alpha2"
	coordinationv1beta1 "k8s.io/api/coordination/v1beta1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	discoveryv1beta1 "k8s.io/api/discovery/v1beta1"
	eventsv1 "k8s.io/api/events/v1"
	eventsv1beta1 "k8s.io/api/events/v1beta1"
	extensionsv1beta1 "k8s.io/api/extensions/v1beta1"
	flowcontrolv1 "k8s.io/api/flowcontrol/v1"
	flowcontrolv1beta1 "k8s.io/api/flowcontrol/v1beta1"
	flowcontrolv1beta2 "k8s.io/api/flowcontrol/v1beta2"
	flowcontrolv1beta3 "k8s.io/api/flowcontrol/v1beta3"
	networkingv1 "k8s.io/api/networking/v1"
	networkingv1beta1 "k8s.io/api/networking/v1beta1"
	nodev1 "k8s.io/api/node/v1"
	nodev1alpha1 "k8s.io/api/node/v1alpha1"
	nodev1beta1 "k8s.io/api/node/v1beta1"
	policyv1 "k8s.io/api/policy/v1"
	policyv1beta1 "k8s.io/api/policy/v1beta1"
	rbacv1 "k8s.io/api/rbac/v1"
	rbacv1alpha1 "k8s.io/api/rbac/v1alpha1"
	rbacv1beta1 "k8s.io/api/rbac/v1beta1"
	resourcev1 "k8s.io/api/resource/v1"
	resourcev1alpha3 "k8s.io/api/resource/v1alpha3"
	resourcev1beta1 "k8s.io/api/resource/v1beta1"
	resourcev1beta2 "k8s.io/api/resource/v1beta2"
	schedulingv1 "k8s.io/api/scheduling/v1"
	schedulingv1alpha2 "k8s.io/api/scheduling/v1alpha2"
	schedulingv1beta1 "k8s.io/api/scheduling/v1beta1"
	storagev1 "k8s.io/api/storage/v1"
	storagev1alpha1 "k8s.io/api/storage/v1alpha1"
	storagev1beta1 "k8s.io/api/storage/v1beta1"
	storagemigrationv1beta1 "k8s.io/api/storagemigration/v1beta1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/intstr"
	autoscalingv2beta1 "k8s.io/old-api/autoscaling/v2beta1"
	autoscalingv2beta2 "k8s.io/old-api/autoscaling/v2beta2"
)

var addToScheme = []func(*runtime.Scheme) error{
	admissionregistrationv1.AddToScheme, admissionregistrationv1alpha1.AddToScheme,
	admissionregistrationv1beta1.AddToScheme, apiserverinternalv1alpha1.AddToScheme,
	appsv1.AddToScheme, appsv1beta1.AddToScheme, appsv1beta2.AddToScheme,
	authenticationv1.AddToScheme, authorizationv1.AddToScheme,
	autoscalingv1.AddToScheme, autoscalingv2.AddToScheme,
	autoscalingv2beta1.AddToScheme, autoscalingv2beta2.AddToScheme,
	batchv1.AddToScheme, batchv1beta1.AddToScheme,
	certificatesv1.AddToScheme, certificatesv1alpha1.AddToScheme, certificatesv1beta1.AddToScheme,
	coordinationv1.AddToScheme, coordinationv1alpha2.AddToScheme, coordinationv1beta1.AddToScheme,
	corev1.AddToScheme, discoveryv1.AddToScheme, discoveryv1beta1.AddToScheme,
	eventsv1.AddToScheme, eventsv1beta1.AddToScheme, extensionsv1beta1.AddToScheme,
	flowcontrolv1.AddToScheme, flowcontrolv1beta1.AddToScheme, flowcontrolv1beta2.AddToScheme,
	flowcontrolv1beta3.AddToScheme, networkingv1.AddToScheme, networkingv1beta1.AddToScheme,
	nodev1.AddToScheme, nodev1alpha1.AddToScheme, nodev1beta1.AddToScheme,
	policyv1.AddToScheme, policyv1beta1.AddToScheme,
	rbacv1.AddToScheme, rbacv1alpha1.AddToScheme, rbacv1beta1.AddToScheme,
	resourcev1.AddToScheme, resourcev1alpha3.AddToScheme, resourcev1beta1.AddToScheme,
	resourcev1beta2.AddToScheme, schedulingv1.AddToScheme, schedulingv1alpha2.AddToScheme,
	schedulingv1beta1.AddToScheme, storagev1.AddToScheme, storagev1alpha1.AddToScheme,
	storagev1beta1.AddToScheme, storagemigrationv1beta1.AddToScheme,
}

// Types that decode themselves, and what they take.
var leaves = map[reflect.Type]string{
	reflect.TypeOf(resource.Quantity{}):    "kQuantity",
	reflect.TypeOf(intstr.IntOrString{}):   "kIntOrString",
	reflect.TypeOf(metav1.Time{}):          "kTime",
	reflect.TypeOf(metav1.MicroTime{}):     "kMicroTime",
	reflect.TypeOf(metav1.FieldsV1{}):      "kAny",
	reflect.TypeOf(runtime.RawExtension{}): "kAny",
}

var kinds = map[reflect.Kind]string{
	reflect.String: "kString",
	reflect.Bool:   "kBool",
	reflect.Int32:  "kInt32",
	reflect.Int64:  "kInt64",
}

var unmarshaler = reflect.TypeOf((*json.Unmarshaler)(nil)).Elem()

type writer struct {
	out       *bufio.Writer
	constants map[reflect.Type]string // the constant of a Go type already written
	equal     map[string]string       // the constant of a definition already written
	names     map[string]bool         // constants written
}

// typeOf returns the constant for a Go type, having written what it needs.
func (w *writer) typeOf(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if leaf, ok := leaves[t]; ok {
		return leaf
	}
	if reflect.PointerTo(t).Implements(unmarshaler) {
		panic("decodes itself: " + t.String())
	}
	if constant, ok := w.constants[t]; ok {
		if constant == "" {
			panic("recursive: " + t.String())
		}
		return constant
	}
	w.constants[t] = ""
	w.constants[t] = w.define(t)
	return w.constants[t]
}

func (w *writer) define(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "kBytes"
		}
		return w.container("list_of", "ListOf", w.typeOf(t.Elem()))
	case reflect.Map:
		if t.Key().Kind() != reflect.String {
			panic("keys: " + t.String())
		}
		return w.container("map_of", "MapOf", w.typeOf(t.Elem()))
	case reflect.Struct:
		return w.object(t)
	}
	leaf, ok := kinds[t.Kind()]
	if !ok {
		panic("kind: " + t.String())
	}
	return leaf
}

func (w *writer) container(function, prefix, element string) string {
	name := "k" + prefix + strings.TrimPrefix(element, "k")
	if !w.names[name] {
		w.names[name] = true
		fmt.Fprintf(w.out, "constexpr ApiType %s = %s(%s);\n", name, function, element)
	}
	return name
}

func (w *writer) object(t reflect.Type) string {
	fields := map[string]string{}
	w.collect(t, fields)
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	entries := make([]string, len(names))
	for i, name := range names {
		entries[i] = fmt.Sprintf("{%q, &%s}", name, fields[name])
	}
	definition := strings.Join(entries, ", ")
	if name, ok := w.equal[definition]; ok {
		return name
	}
	name := constantFor(t)
	if w.names[name] {
		panic("twice: " + name)
	}
	w.names[name] = true
	w.equal[definition] = name
	w.write(name, entries)
	return name
}

// collect adds the JSON fields of a struct, those of embedded structs included.
func (w *writer) collect(t reflect.Type, fields map[string]string) {
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported():
		case field.Anonymous && name == "" || strings.Contains(options, "inline"):
			w.collect(field.Type, fields)
		case name == "":
			panic("no name: " + t.String() + "." + field.Name)
		default:
			fields[name] = w.typeOf(field.Type)
		}
	}
}

func (w *writer) write(name string, entries []string) {
	if len(entries) == 0 {
		fmt.Fprintf(w.out, "constexpr ApiType %s = object_of({});\n", name)
		return
	}
	fmt.Fprintf(w.out, "constexpr ApiField %sFields[] = {", name)
	column := 100
	for _, entry := range entries {
		if column+len(entry)+2 > 100 {
			fmt.Fprint(w.out, "\n   ")
			column = 3
		}
		fmt.Fprintf(w.out, " %s,", entry)
		column += len(entry) + 2
	}
	fmt.Fprintf(w.out, "\n};\nconstexpr ApiType %s = object_of(%sFields);\n", name, name)
}

// constantFor names a Go type: k8s.io/api/core/v1.PodSpec is kCoreV1PodSpec.
func constantFor(t reflect.Type) string {
	parts := strings.Split(t.PkgPath(), "/")
	constant := "k"
	for _, part := range append(parts[len(parts)-2:], t.Name()) {
		constant += strings.ToUpper(part[:1]) + part[1:]
	}
	return constant
}

func main() {
	scheme := runtime.NewScheme()
	for _, add := range addToScheme {
		if err := add(scheme); err != nil {
			panic(err)
		}
	}
	var found []schema.GroupVersionKind
	for gvk, t := range scheme.AllKnownTypes() {
		if meta, ok := t.FieldByName("ObjectMeta"); ok && gvk.Version != runtime.APIVersionInternal &&
			meta.Tag.Get("json") != "" {
			found = append(found, gvk)
		}
	}
	sort.Slice(found, func(i, j int) bool {
		a, b := found[i], found[j]
		if a.Group != b.Group {
			return a.Group < b.Group
		}
		if a.Version != b.Version {
			return a.Version < b.Version
		}
		return a.Kind < b.Kind
	})

	w := &writer{
		out:       bufio.NewWriter(os.Stdout),
		constants: map[reflect.Type]string{},
		equal:     map[string]string{},
		names:     map[string]bool{},
	}
	defer w.out.Flush()
	fmt.Fprintln(w.out, "// Written by generate.go from k8s.io/api v0.36.2 (autoscaling/v2beta*: v0.34.1).")
	roots := make([]string, len(found))
	for i, gvk := range found {
		constant := w.typeOf(scheme.AllKnownTypes()[gvk])
		roots[i] = fmt.Sprintf("    {%q, %q, %q, &%s},", gvk.Group, gvk.Version, gvk.Kind, constant)
	}
	fmt.Fprintln(w.out, "\nconstexpr ApiRoot kBuiltInRoots[] = {")
	fmt.Fprintln(w.out, strings.Join(roots, "\n"))
	fmt.Fprintln(w.out, "};")
}
