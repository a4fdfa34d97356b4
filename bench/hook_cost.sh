#!/bin/sh
# What the pre-push hook costs: pushes one changed manifest of a repository of 1,000 to a local
# remote, with and without the hook, and prints the ratio of the medians.
#
#   bench/hook_cost.sh build/release/plimsoll [ROUNDS]
#
# The change is made in three layouts: 1,000 manifests in 50 folders (the unit is a folder), all of
# them in one folder, and all of them in one environment.
set -eu

program=$(realpath "$1")
rounds=${2:-11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b

manifest() {
  cat <<YAML
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-$1
  namespace: shop
  labels: {app.kubernetes.io/name: app-$1}
spec:
  replicas: 2
  selector:
    matchLabels: {app.kubernetes.io/name: app-$1}
  template:
    metadata:
      labels: {app.kubernetes.io/name: app-$1}
    spec:
      containers:
        - name: main
          image: registry.example.com/app-$1:1.4.$2
          ports:
            - {name: http, containerPort: 8080}
          resources:
            requests: {cpu: 100m, memory: 256Mi}
            limits: {cpu: 500m, memory: 512Mi}
          readinessProbe:
            httpGet: {path: /ready, port: http}
          livenessProbe:
            httpGet: {path: /live, port: http}
            initialDelaySeconds: 10
---
apiVersion: v1
kind: Service
metadata:
  name: app-$1
  namespace: shop
spec:
  selector: {app.kubernetes.io/name: app-$1}
  ports:
    - {name: http, port: 80, targetPort: http}
YAML
}

# Milliseconds of one push of a change, the hook being there or not.
push_once() {
  manifest 7 "$2" >"$file"
  git commit -q --no-verify -am change
  [ "$1" = with ] && mv .git/hooks/pre-push.off .git/hooks/pre-push
  start=$(date +%s%N)
  git push -q origin main 2>/dev/null
  end=$(date +%s%N)
  [ "$1" = with ] && mv .git/hooks/pre-push .git/hooks/pre-push.off
  echo $(((end - start) / 1000000))
}

median() { sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'; }

for layout in folders one-folder environment; do
  rm -rf "$work/repo" "$work/remote.git"
  git -c init.defaultBranch=main init -q "$work/repo"
  git init -q --bare "$work/remote.git"
  cd "$work/repo"
  git remote add origin "$work/remote.git"
  i=0
  while [ $i -lt 1000 ]; do
    folder=apps
    [ $layout = folders ] && folder=apps/$((i / 20))
    mkdir -p $folder
    manifest $i 0 >$folder/app-$i.yaml
    [ $i = 7 ] && file=$folder/app-$i.yaml
    i=$((i + 1))
  done
  [ $layout = environment ] && printf 'environments:\n  prd: {manifests: apps}\n' >.plimsoll.yaml
  git add .
  git commit -q -m all
  git push -q origin main 2>/dev/null
  printf '#!/bin/sh\nexec %s hook pre-push "$@"\n' "$program" >.git/hooks/pre-push.off
  chmod +x .git/hooks/pre-push.off
  round=1
  : >"$work/with"
  : >"$work/without"
  while [ $round -le "$rounds" ]; do
    push_once without $((round * 2)) >>"$work/without"
    push_once with $((round * 2 + 1)) >>"$work/with"
    round=$((round + 1))
  done
  without=$(median <"$work/without")
  with=$(median <"$work/with")
  echo "$layout: push $without ms, with the hook $with ms, ratio $(awk "BEGIN {printf \"%.1f\", $with / $without}")"
done
