// The vocabulary of the credential detector: which words in a key name mean a credential, which
// only sound like one, and which values are guessed first.
//
//   in_list(WordList::kStrong, "passwd")      true
//   in_list(WordList::kNeutral, "expiry")     true: `token expiry` is a setting
//
// The lists are data; nothing here decides. Each is written as one text of words and becomes a set
// the first time any list is asked.

#include "rules/support/credential_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

namespace plimsoll {
namespace {

// In the order of WordList.
constexpr std::array<std::string_view, 19> kWords = {
    // strong
    "contrasena cred credential credentials creds masterauth pass passcode passphrase passwd "
    "password passwords passwort passwrd psw pswd pw pwd pword rediscli_auth requirepass "
    "secret token",
    // password
    "masterauth pass passcode passphrase passwd password psw pw pwd requirepass",
    // keypair
    "access account admin aes anthropic api apigw apis apns app auth authentication "
    "authorization aws bearer cipher consumer cookie crypto datadog dd dek deploy des "
    "developer ecdsa ed25519 enc encrypt encryption fcm fernet function gateway gemini gitops "
    "gossip gpg hmac hmac256 hs256 ingest ingestion integration jwe jws jwt kek licence "
    "license llm management master merchant minio newrelic nextauth oauth oauth2 openai pay "
    "payment pgp priv private push recovery replicaset root rsa s3 salt secret security "
    "sentry server service session shared sign signature signing ssh storage subscription "
    "telemetry token unseal vault webhook",
    // weak
    "auth code cookie iv key keys licence license nonce otp pepper pin salt seed session "
    "signature",
    // neutral
    "age alg algo algorithm allow allowed attribute audience authentication authn auto "
    "automount bucket budget cache caching change characters chars check checks checksum "
    "claim claims column complexity converter cookie cost count days derivation description "
    "deserializer digest digits disable disabled duration enable enabled encoder encoding "
    "encrypted encryption endpoint expiration expire expired expires expiry expirytime field "
    "fields fingerprint flag format generate generation generator grant hasher hashing header "
    "headers help hint hours idx index interval ip ips issuer iterations kind label len "
    "length lifetime limit limits login lookup lower lowercase management max maximum message "
    "method min minimum minutes mode model models mount mounting ms mtime optional param "
    "parameter params pattern period placeholder policy prefix prompt protected protection "
    "rate refresh regex regexp require required requires reset review reviews rotate rotation "
    "rotationdays rounds schema scheme scope scopes seconds secs serializer size special "
    "strategy strength suffix table template thumbprint timeout title total ttl type update "
    "upper uppercase validation validator version window",
    // reference
    "annotation annotations arn cert certs class config configs crt dir directory engine env "
    "envvar file filename filepath files folder host hostname id identifier ids item items "
    "key keyname keys labels list location manager map mountpath name names namespace object "
    "objects options path paths port property provider ref reference references refs selector "
    "server service settings source spec storage store uri url urls var variable volume "
    "volumes",
    // pre neutral
    "allow allowed automount count disable disabled enable enabled existing force generate "
    "has hide ignore is max maximum min minimum num number require required requires rotate "
    "show skip total use using validate",
    // llm token
    "assistant audio bad begin bos chunk cls completion context draft end eos image input "
    "mask max min new num output pad prompt reasoning response sep special start stop system "
    "think thinking tool total unk user video",
    // public
    "anon browser client_side pub public publishable site",
    // secret object
    "ca cert certificate certs existing image imagepull ingress mtls pull ssl tls",
    // secret object cfg
    "account bundle cacert certificates config credential credentials creds data db docker "
    "dockerconfig dockerconfigjson env external extra file files hook ini initdb jks json k8s "
    "key keys keystore kube kubeconfig mount password passwords pull registry repo repository "
    "script scripts secret truststore var vars volume",
    // non secret key
    "annotation bucket cache composite config env feature field foreign group hot i18n idem "
    "idempotency index label lookup map message metadata natural object order partition "
    "primary range registry routing shard sort topic translation unique",
    // qualifier
    "0 1 2 3 a b b64 backup base base64 current default dev develop development eu jp kr "
    "local main new next old plain plaintext prd prev previous primary prod production qa raw "
    "readonly ro rw secondary stage staging stg str string test text uat us v1 v2 v3 val "
    "value",
    // unglue prefix
    "access admin amqp ap api app auth basic bind bot client db elastic email ftp git http "
    "jwt kafka key keystore ldap mail mariadb master minio mongo mongodb my mysql pg postgres "
    "postgresql proxy rabbitmq redis reg registry repl replication root s3 sa service sftp "
    "slave smtp sql ssh store svc sys truststore user web",
    // weak values
    "0000 00000 000000 1111 11111 111111 112233 121212 123123 1234 12345 123456 1234567 "
    "12345678 123456789 1234567890 1q2w3e 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 654321 987654321 "
    "a1b2c3 abc123 abc12345 abcd1234 admin admin1 admin12 admin123 admin1234 admin@123 "
    "adminadmin administrator airflow api-key apikey app app123 apppass argocd asdf asdf1234 "
    "bar baz bitnami cassandra ceph clickhouse consul couchdb default demo demo123 dev dev123 "
    "devpass devpassword dify difyai123456 dragon drupal elastic elasticsearch foo foobar "
    "grafana guest guest123 harbor harbor12345 hello hello123 iloveyou influxdb insecure "
    "jenkins joomla kafka keyboard-cat keyboardcat keycloak kibana letmein litellm local "
    "localpass login longhorn magento mariadb master metabase minio minio123 minio1234 "
    "minioadmin mongo mongodb mongodb123 monkey my-secret-password my-secret-pw mypass "
    "mypassword mysecret mysecretpassword mysql mysql123 n8n nacos neo4j nexus odoo openwebui "
    "p@ssw0rd p@ssword pass pass123 pass1234 passw0rd passwd password password1 password12 "
    "password123 password1234 pgpassword postgres postgres123 postgresql prom-operator "
    "prometheus qwer1234 qwerty qwerty123 qwertyuiop rabbit rabbitmq rancher redis redis123 "
    "redispass root root123 rootpass rootpassword s3cr3t s3cret secret secret-key secret123 "
    "secretkey secretpassword sk-1234 sonar sonarqube super-secret supersecret superset test "
    "test1 test12 test123 test1234 tester testing testpass testpassword thisisasecret "
    "thisisnotasecret token-abc123 token123 toor topsecret unsafe user user123 vault welcome "
    "welcome1 welcome123 wordpress zaq12wsx zookeeper",
    // shipped defaults
    "admin changeit changeme elastic guest minio minioadmin postgres root supersecret "
    "thisisasecret topsecret",
    // dummy
    "disabled dummy empty example fake fixme hidden ignored lm-studio masked n/a na nil "
    "no-key no-key-required nokey none not-needed not-set not_needed not_set notneeded notset "
    "null ollama omitted optional placeholder redacted removed sample sk-no-key-required "
    "sk-not-needed string tbd todo undefined unset unused",
    // boolean
    "always auto disable disabled enable enabled f false n never no off on read read-only "
    "read-write readonly t true write y yes",
    // config providers
    "akv aws aws-sm aws-ssm azure base64 config configmap date dir directory env file gcp "
    "gcpsm k8s keyvault kubernetes kv op properties random ref secret secrets secretsManager "
    "secretsmanager sm sops spring ssm strimzi sys vault",
};

using WordSet = std::unordered_set<std::string_view>;

WordSet split(std::string_view words) {
  WordSet set;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) set.insert(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return set;
}

}  // namespace

bool in_list(WordList list, std::string_view word) {
  static const auto kSets = [] {
    std::array<WordSet, kWords.size()> sets;
    for (std::size_t i = 0; i < kWords.size(); ++i) sets[i] = split(kWords[i]);
    return sets;
  }();
  return kSets[static_cast<std::size_t>(list)].contains(word);
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace plimsoll
