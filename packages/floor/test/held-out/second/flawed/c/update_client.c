#include <curl/curl.h>

CURLcode fetch_update(const char *url, FILE *out)
{
    CURLcode result;
    CURL *curl = curl_easy_init();

    if (curl == NULL)
        return CURLE_FAILED_INIT;
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, out);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    result = curl_easy_perform(curl);
    curl_easy_cleanup(curl);
    return result;
}
