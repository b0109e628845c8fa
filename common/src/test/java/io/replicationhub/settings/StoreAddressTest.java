package io.replicationhub.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                          | -             | -                                                   | -             | true  | true
            -                                          | eu-west-1     | -                                                   | -             | true  | true
            -                                          | us-east-1     | -                                                   | eu-west-1     | true  | true
            -                                          | us-east-1     | -                                                   | cn-north-1    | true  | false
            -                                          | us-gov-west-1 | -                                                   | us-east-1     | true  | false
            -                                          | -             | https://s3.eu-west-1.amazonaws.com                  | -             | false | true
            https://s3.amazonaws.com                   | -             | -                                                   | eu-west-1     | false | true
            https://S3.DUALSTACK.eu-west-1.amazonaws.com | -           | https://s3.eu-west-1.amazonaws.com                  | -             | false | true
            https://s3.cn-north-1.amazonaws.com.cn     | -             | -                                                   | us-east-1     | false | false
            https://s3.cn-north-1.amazonaws.com.cn     | -             | -                                                   | -             | false | true
            https://s3.us-gov-west-1.amazonaws.com     | -             | https://s3.us-east-1.amazonaws.com                  | -             | false | false
            https://oss-cn-hangzhou.aliyuncs.com       | -             | https://oss-cn-hangzhou-internal.aliyuncs.com       | -             | false | true
            https://oss-accelerate.aliyuncs.com        | cn-hangzhou   | https://oss-cn-hangzhou.aliyuncs.com                | -             | false | true
            https://oss-cn-hangzhou.aliyuncs.com       | -             | -                                                   | eu-west-1     | false | false
            https://oss-cn-hangzhou.aliyuncs.com       | -             | -                                                   | -             | false | false
            http://minio-1.elb.us-east-1.amazonaws.com:9000 | -        | http://ec2-3-4-5-6.compute-1.amazonaws.com:9000     | -             | false | false
            http://minio-1.elb.us-east-1.amazonaws.com:9000 | -        | -                                                   | us-east-1     | false | false
            https://bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com | - | -                                                 | eu-west-1     | false | true
            http://127.0.0.1:9000                      | -             | http://localhost:9000                               | -             | false | true
            http://store.example.com                   | -             | http://store.example.com:80                         | -             | true  | true
            http://store.example.com                   | -             | -                                                   | us-east-1     | false | false
            """)
    void addressesOfOneServiceMayHoldOneBucket(
            String one, String oneRegion, String other, String otherRegion, boolean server, boolean maybe) {
        StoreAddress ours = address(one, oneRegion);
        StoreAddress theirs = address(other, otherRegion);
        assertEquals(server, ours.isOf(theirs));
        assertEquals(server, theirs.isOf(ours));
        assertEquals(maybe, ours.mayBe(theirs));
        assertEquals(maybe, theirs.mayBe(ours));
    }

    private static StoreAddress address(String endpoint, String region) {
        return new StoreAddress(Optional.ofNullable(endpoint).map(URI::create), Optional.ofNullable(region));
    }
}
