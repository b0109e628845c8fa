package io.replicationhub.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnTag;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnInternetGateway;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.CfnRouteTable;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.CfnSubnetRouteTableAssociation;
import software.amazon.awscdk.services.ec2.CfnVPC;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.CfnVPCGatewayAttachment;
import software.amazon.awscdk.services.ecs.CfnCluster;

/**
 * Where the JobSender runs: what the user named, or a cluster and a VPC of the stack's own. That VPC has public subnets in
 * two zones, no NAT, which would cost more than all the rest, and Amazon S3 by a gateway endpoint, which costs nothing.
 *
 * @param clusterArn for policies and schedules
 * @param ways what a task needs to get out of the stack's own VPC, to be waited for
 */
record Network(
        CfnCondition own,
        String cluster,
        String clusterArn,
        String subnetA,
        String subnetB,
        String securityGroup,
        String publicIp,
        Object ways) {
    private static final String BLOCK = "10.255.255.0/25";
    private static final List<String> SUBNET_BLOCKS = List.of("10.255.255.0/26", "10.255.255.64/26");

    static Network add(Stack stack, NetworkParameters asked, CfnCondition anyEndpoint) {
        CfnCondition own = Choice.is(stack, "OwnNetwork", asked.vpc(), "");
        CfnCluster cluster = CfnCluster.Builder.create(stack, "Cluster").build();
        CfnVPC vpc = CfnVPC.Builder.create(stack, "Vpc")
                .cidrBlock(BLOCK)
                .enableDnsSupport(true)
                .enableDnsHostnames(true)
                .tags(List.of(CfnTag.builder().key("Name").value(Aws.STACK_NAME).build()))
                .build();
        List<CfnResource> ways = new ArrayList<>();
        CfnRouteTable routes = wayOut(stack, own, vpc, ways);
        CfnSubnet a = subnet(stack, own, vpc, routes, 0, "SubnetA", ways);
        CfnSubnet b = subnet(stack, own, vpc, routes, 1, "SubnetB", ways);
        only(own, cluster, vpc);
        String clusterName = Choice.text(own, cluster.getRef(), asked.cluster().getValueAsString());
        return new Network(
                own,
                clusterName,
                Choice.arnHere("ecs", "cluster/" + clusterName),
                Choice.text(own, a.getRef(), asked.subnetA().getValueAsString()),
                Choice.text(own, b.getRef(), asked.subnetB().getValueAsString()),
                securityGroup(stack, Choice.text(own, vpc.getRef(), asked.vpc().getValueAsString()), own, anyEndpoint)
                        .getAttrGroupId(),
                Choice.text(own, NetworkParameters.ENABLED, asked.publicIp().getValueAsString()),
                Choice.either(own, ways.stream().map(CfnResource::getRef).toList(), ""));
    }

    private static CfnRouteTable wayOut(Stack stack, CfnCondition own, CfnVPC vpc, List<CfnResource> ways) {
        var gateway =
                CfnInternetGateway.Builder.create(stack, "InternetGateway").build();
        var attachment = CfnVPCGatewayAttachment.Builder.create(stack, "InternetGatewayAttachment")
                .vpcId(vpc.getRef())
                .internetGatewayId(gateway.getRef())
                .build();
        var routes = CfnRouteTable.Builder.create(stack, "Routes")
                .vpcId(vpc.getRef())
                .build();
        var route = CfnRoute.Builder.create(stack, "RouteOut")
                .routeTableId(routes.getRef())
                .destinationCidrBlock("0.0.0.0/0")
                .gatewayId(gateway.getRef())
                .build();
        route.addResourceDependency(attachment);
        var toS3 = CfnVPCEndpoint.Builder.create(stack, "S3Endpoint")
                .vpcId(vpc.getRef())
                .serviceName("com.amazonaws." + Aws.REGION + ".s3")
                .vpcEndpointType("Gateway")
                .routeTableIds(List.of(routes.getRef()))
                .build();
        only(own, gateway, attachment, routes, route, toS3);
        ways.addAll(List.of(route, toS3));
        return routes;
    }

    private static CfnSubnet subnet(
            Stack stack,
            CfnCondition own,
            CfnVPC vpc,
            CfnRouteTable routes,
            int number,
            String id,
            List<CfnResource> ways) {
        var subnet = CfnSubnet.Builder.create(stack, id)
                .vpcId(vpc.getRef())
                .cidrBlock(SUBNET_BLOCKS.get(number))
                .build();
        subnet.addPropertyOverride("AvailabilityZone", Map.of("Fn::Select", List.of(number, Map.of("Fn::GetAZs", ""))));
        var association = CfnSubnetRouteTableAssociation.Builder.create(stack, id + "Routes")
                .subnetId(subnet.getRef())
                .routeTableId(routes.getRef())
                .build();
        only(own, subnet, association);
        ways.add(association);
        return subnet;
    }

    /**
     * Outwards only: to what speaks HTTPS, to any port where there may be an endpoint that has another, and to the name
     * servers of a network that is not the stack's own. Amazon's name server needs no rule (Amazon VPC User Guide, "Control
     * traffic to your AWS resources using security groups"); those that somebody runs for himself do.
     */
    private static CfnSecurityGroup securityGroup(
            Stack stack, String vpcId, CfnCondition own, CfnCondition anyEndpoint) {
        var group = CfnSecurityGroup.Builder.create(stack, "SenderSecurityGroup")
                .groupDescription("The JobSender of Data Replication Hub: outwards only")
                .vpcId(vpcId)
                .build();
        Object nothing = Map.of("Ref", "AWS::NoValue");
        group.addPropertyOverride(
                "SecurityGroupEgress",
                List.of(
                        outwards(
                                "tcp",
                                Choice.either(anyEndpoint, 1, HTTPS),
                                Choice.either(anyEndpoint, LAST_PORT, HTTPS),
                                "To the stores, SQS, Parameter Store, ECR and CloudWatch Logs"),
                        Choice.either(own, nothing, outwards("udp", DNS, DNS, NAMES)),
                        Choice.either(own, nothing, outwards("tcp", DNS, DNS, NAMES))));
        return group;
    }

    private static Map<String, Object> outwards(String protocol, Object from, Object to, String description) {
        return Map.of(
                "IpProtocol", protocol,
                "CidrIp", "0.0.0.0/0",
                "FromPort", from,
                "ToPort", to,
                "Description", description);
    }

    private static final String NAMES = "To name servers of the given network";
    private static final int DNS = 53;
    private static final int HTTPS = 443;
    private static final int LAST_PORT = 65_535;

    private static void only(CfnCondition condition, CfnResource... resources) {
        for (CfnResource resource : resources) {
            resource.getCfnOptions().setCondition(condition);
        }
    }
}
