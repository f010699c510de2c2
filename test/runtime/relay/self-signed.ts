/** A certificate that nobody has signed but itself, and its key: for tests of being refused. */
export const selfSigned = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUU7lFF0kl1qp7LGM93zOj188C2KowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyOTEzMjcyM1oYDzIxMjYxMTA1
MTMyNzIzWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASkpAXs0cgECpyWot617fevNqVFEhrzbJm/YMObr+nIRXVaXd8lixHm
0cPyc/XjbTkFJhIceWv6VZmjUfsaBktBo28wbTAdBgNVHQ4EFgQURnnXDN3pe+7R
9KAX8MsL2pbaDfcwHwYDVR0jBBgwFoAURnnXDN3pe+7R9KAX8MsL2pbaDfcwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAPrYgPXtH7XLYouy4xhizpJHCz5mr2y9LC94mkQ8QeuDAiB3
NkB99GyJJfeHEDqz5SKwg7tg+kkmyqnWHhOhibShHA==
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgB/3ZUYVA5ypwlu0d
A04G36iMO/lU9Hq10atwfEpX4fChRANCAASkpAXs0cgECpyWot617fevNqVFEhrz
bJm/YMObr+nIRXVaXd8lixHm0cPyc/XjbTkFJhIceWv6VZmjUfsaBktB
-----END PRIVATE KEY-----`,
} as const;
