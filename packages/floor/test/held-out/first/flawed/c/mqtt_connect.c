#include <mosquitto.h>

struct mosquitto *connect_broker(const char *host)
{
    struct mosquitto *client = mosquitto_new("sensor-17", true, NULL);

    if (client == NULL)
        return NULL;
    mosquitto_username_pw_set(client, "sensor", "q7Wz-41mKp-tt");
    if (mosquitto_connect(client, host, 8883, 60) != MOSQ_ERR_SUCCESS) {
        mosquitto_destroy(client);
        return NULL;
    }
    return client;
}
